package loops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is done with the bytes of a part of 8 MiB before they are sent: reading from the page cache, and summing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PartLoops {

	private static final int LENGTH = 8 << 20;

	@Param({ "CRC64NVME", "CRC32C", "MD5", "SHA256" })
	public ChecksumAlgorithm algorithm;

	private byte[] bytes;

	private Path file;

	private FileSlice slice;

	@Setup
	public void file() throws IOException {
		this.bytes = new byte[LENGTH];
		new Random(1).nextBytes(this.bytes);
		this.file = Files.write(Files.createTempFile("part", ".bin"), this.bytes);
		this.slice = new FileSlice(SourceFile.of(this.file), new Part(1, 0, LENGTH));
	}

	@TearDown
	public void delete() throws IOException {
		Files.delete(this.file);
	}

	/** Summed alone. */
	@Benchmark
	public Checksum sum() {
		return this.algorithm.of(this.bytes);
	}

	/** Read and summed, as every part is. */
	@Benchmark
	public Checksum readAndSum() {
		return this.slice.checksum(this.algorithm);
	}

}
