package dev.longhaul.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.longhaul.report.UploadView.State;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A stop while parts are hashed, or sent on a slow line, for longer than the grace.
 */
class StopWhileSendingIT {

	private static final int PART = 5 * Site.MIB;

	private static final int PARTS_AT_ONCE = 2;

	private static final long HUGE_PART = 5L << 30;

	/** The only options that come behind those of the command line. */
	private static final String HASHING_FAST = "-XX:TieredStopAtLevel=4";

	/** Five GiB take longer than the patience with a process that ends. */
	private static final String HASHING_FOR_EVER = "-Dlonghaul.native-cryptography=false -XX:CompileCommand=quiet "
			+ "-XX:CompileCommand=exclude,sun.security.provider.MD5::*";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final Path folder;

	private final LeftUploads left;

	StopWhileSendingIT(@TempDir Path folder) {
		this.folder = folder;
		this.left = new LeftUploads(folder);
	}

	@Test
	void five_GiB_are_cut_while_they_are_hashed_and_on_a_slow_line() throws IOException {
		try (Site site = Site.in(this.folder, StrictS3Options.defaults().discardBodies(true))) {
			site.write("config/application.yml", "longhaul: {shutdown-grace: 1s}\n");
			site.write("jobs/vault.yml",
					Files.readString(site.path("jobs/vault.yml")).replace("part-size: 5MB", "part-size: 5GB"));
			Path parts = sparse(site.file("parts.bin", 0, 3), HUGE_PART + 6 * Site.MIB);
			Path whole = sparse(site.file("whole.bin", 0, 3), HUGE_PART);

			LonghaulProcess hashing = site.startWith(with(HASHING_FOR_EVER), "run");
			site.s3().awaitEnd(Op.UPLOAD_PART, 1, PATIENCE);
			hashing.terminate();
			StopSignal.TERM.assertStopped(hashing.await());
			this.left.assertLeft(parts, State.STOPPED);
			this.left.assertLeft(whole, State.STOPPED);
			assertThat(site.s3().requests()).extracting(RecordedRequest::op, RecordedRequest::partNumber)
				.containsExactly(tuple(Op.CREATE_MULTIPART_UPLOAD, 0), tuple(Op.UPLOAD_PART, 2));

			site.s3().faults().add(Fault.on(Op.UPLOAD_PART).slowRead(16 * Site.MIB));
			LonghaulProcess sending = site.startWith(with(HASHING_FAST), "run", "--file", parts.toString());
			site.s3().awaitRequest(Op.UPLOAD_PART, 2, PATIENCE);
			sending.interrupt();
			StopSignal.INT.assertStopped(sending.await());
			this.left.assertLeft(parts, State.STOPPED);
			site.s3().awaitEnd(Op.UPLOAD_PART, 2, PATIENCE);
			assertThat(site.s3().requests()).extracting(RecordedRequest::op, RecordedRequest::partNumber)
				.containsExactly(tuple(Op.CREATE_MULTIPART_UPLOAD, 0), tuple(Op.UPLOAD_PART, 2),
						tuple(Op.LIST_PARTS, 0), tuple(Op.UPLOAD_PART, 1));
			assertThat(site.s3().partSends("in/parts.bin")).containsOnlyKeys(2);
		}
	}

	@Test
	void parts_that_wait_for_bandwidth_are_cut() {
		try (Site site = Site.in(this.folder)) {
			Path file = site.file("slow.bin", 4 * PART + 4711, 4);
			site.write("config/application.yml", """
					longhaul:
					  shutdown-grace: 1s
					  bandwidth:
					    00:00-12:00: 16KB
					    12:00-24:00: 16KB
					""");
			LonghaulProcess running = site.start("run");
			site.s3().awaitRequest(Op.UPLOAD_PART, PARTS_AT_ONCE, PATIENCE);

			running.terminate();

			StopSignal.TERM.assertStopped(running.await());
			this.left.assertLeft(file, State.STOPPED);
			site.s3().awaitEnd(Op.UPLOAD_PART, PARTS_AT_ONCE, PATIENCE);
			assertThat(site.s3().requests(Op.UPLOAD_PART)).hasSize(PARTS_AT_ONCE)
				.allSatisfy((part) -> assertThat(part.bytesReceived()).isLessThan(PART));
			site.write("config/application.yml", "longhaul: {shutdown-grace: 1s}\n");
			assertThat(site.longhaul("run").exitCode()).isZero();
			site.assertDelivered(file);
		}
	}

	private static Path sparse(Path file, long size) throws IOException {
		try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
			access.setLength(size);
		}
		return file;
	}

	private static Map<String, String> with(String javaOptions) {
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.put("_JAVA_OPTIONS", javaOptions);
		return environment;
	}

}
