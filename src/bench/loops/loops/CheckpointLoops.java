package loops;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.checkpoint.PartsFormat;
import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.checksum.ObjectChecksum.Summed;
import dev.longhaul.store.UploadedPart;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is done with the ETags, by the number of parts that are there: a range has at most 79 of 10,000. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CheckpointLoops {

	@Param({ "1", "79", "10000" })
	public int parts;

	private Checkpoint checkpoint;

	private UploadedPart next;

	private List<Summed> sums;

	@Setup
	public void parts() {
		List<UploadedPart> all = IntStream.rangeClosed(1, this.parts).mapToObj(CheckpointLoops::part).toList();
		this.checkpoint = Checkpoint.of(all);
		this.next = part(this.parts + 1);
		this.sums = all.stream().map((part) -> new Summed(part.checksum(), part.size())).toList();
	}

	private static UploadedPart part(int number) {
		Checksum sum = ChecksumAlgorithm.CRC64NVME.of(new byte[number]);
		return new UploadedPart(number, 8 << 20, "d41d8cd98f00b204e9800998ecf8427e", sum);
	}

	/** One more part, and all of them as text: once for each part of a range. */
	@Benchmark
	public String checkpoint() {
		return PartsFormat.write(this.checkpoint.with(this.next).parts());
	}

	/** The object's checksum from those of its parts: once for each object. */
	@Benchmark
	public ObjectChecksum combine() {
		return ObjectChecksum.of(this.sums);
	}

}
