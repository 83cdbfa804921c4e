package dev.longhaul.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.EmbeddedReader;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FaultRule;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * SIGTERM and SIGINT while a request is under way, whichever it is, and once more in the
 * next run. The store answers in time, or does not answer any more until the process has
 * ended. A second signal in the same run is with {@link RunIT}.
 */
class StopIT {

	private static final int PART = 5 * Site.MIB;

	private static final int PARTS = 5;

	private static final int LARGE = (PARTS - 1) * PART + 4711;

	private static final int SMALL = 1000;

	private static final int PARTS_AT_ONCE = 2;

	private static final long HUGE_PART = 5L << 30;

	/** The only options that come behind those of the command line. */
	private static final String HASHING_FAST = "-XX:TieredStopAtLevel=4";

	/** Five GiB take longer than the patience with a process that ends. */
	private static final String HASHING_FOR_EVER = "-Dlonghaul.native-cryptography=false -XX:CompileCommand=quiet "
			+ "-XX:CompileCommand=exclude,sun.security.provider.MD5::*";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	@TempDir
	Path folder;

	/** What the runs before the last one are stopped at, each at one request. */
	static Stream<Arguments> phases() {
		return Stream.of(arguments("a large file, answered in time", LARGE,
				List.of(answered(Signal.TERM, Op.UPLOAD_PART, 3), answered(Signal.INT, Op.COMPLETE_MULTIPART_UPLOAD, 1),
						answered(Signal.TERM, Op.HEAD_OBJECT, 2).leaving(State.DELIVERED))),
				arguments("a large file, not answered", LARGE,
						List.of(unanswered(Signal.INT, Op.CREATE_MULTIPART_UPLOAD, 1),
								unanswered(Signal.TERM, Op.LIST_MULTIPART_UPLOADS, 1),
								unread(Signal.INT, Op.UPLOAD_PART, 1), unanswered(Signal.TERM, Op.LIST_PARTS, 1),
								unanswered(Signal.INT, Op.UPLOAD_PART, 3),
								unanswered(Signal.TERM, Op.COMPLETE_MULTIPART_UPLOAD, 1),
								unanswered(Signal.INT, Op.HEAD_OBJECT, 2))),
				arguments("a small file, not answered", SMALL,
						List.of(unanswered(Signal.INT, Op.PUT_OBJECT, 1), unanswered(Signal.TERM, Op.HEAD_OBJECT, 1))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("phases")
	void an_upload_that_is_stopped_again_and_again_is_delivered_once(String phase, int size, List<Stop> stops) {
		try (Site site = Site.in(this.folder)) {
			Path file = site.file("stopped.bin", size, 1);
			for (Stop stop : stops) {
				assertThat(stop(site, stop)).as("requests begun after %s", stop).isLessThanOrEqualTo(stop.mayFollow());
				assertLeft(file, stop.left());
			}

			Ended last = site.longhaul("run");

			assertThat(last.exitCode()).as("%s", last).isZero();
			site.assertDelivered(file);
			assertThat(site.resentParts("in/stopped.bin")).as("parts that arrived twice").isZero();
			long cuts = stops.stream().filter((stop) -> stop.answer() != Answer.GIVEN).count();
			assertThat((long) site.s3().requests(Op.UPLOAD_PART).size()).as("requests, of which some were cut")
				.isLessThanOrEqualTo(PARTS + PARTS_AT_ONCE * cuts);
		}
	}

	@Test
	void an_abort_that_is_stopped_is_repeated() {
		try (Site site = Site.in(this.folder)) {
			Path file = site.file("changed.bin", LARGE, 2);
			site.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(2).then(() -> grow(file)));
			stop(site, unanswered(Signal.TERM, Op.ABORT_MULTIPART_UPLOAD, 1));
			assertLeft(file, State.STOPPED);
			stop(site, answered(Signal.INT, Op.ABORT_MULTIPART_UPLOAD, 1));
			assertLeft(file, State.ABORTED);

			Ended last = site.longhaul("run");

			assertThat(last.exitCode()).as("%s", last).isZero();
			site.assertDelivered(file);
		}
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
			assertStopped(hashing.await(), Signal.TERM);
			assertLeft(parts, State.STOPPED);
			assertLeft(whole, State.STOPPED);
			assertThat(site.s3().requests()).extracting(RecordedRequest::op, RecordedRequest::partNumber)
				.containsExactly(tuple(Op.CREATE_MULTIPART_UPLOAD, 0), tuple(Op.UPLOAD_PART, 2));

			site.s3().faults().add(Fault.on(Op.UPLOAD_PART).slowRead(16 * Site.MIB));
			LonghaulProcess sending = site.startWith(with(HASHING_FAST), "run", "--file", parts.toString());
			site.s3().awaitRequest(Op.UPLOAD_PART, 2, PATIENCE);
			sending.interrupt();
			assertStopped(sending.await(), Signal.INT);
			assertLeft(parts, State.STOPPED);
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
			Path file = site.file("slow.bin", LARGE, 4);
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

			assertStopped(running.await(), Signal.TERM);
			assertLeft(file, State.STOPPED);
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

	/** Returns how many requests were begun after the process knew that it is to stop. */
	private static int stop(Site site, Stop stop) {
		site.write("config/application.yml",
				"longhaul: {shutdown-grace: %s}\n".formatted((stop.answer() == Answer.GIVEN) ? "1m" : "1s"));
		AtomicReference<LonghaulProcess> running = new AtomicReference<>();
		AtomicBoolean known = new AtomicBoolean();
		AtomicInteger begun = new AtomicInteger();
		site.s3().faults().add(Fault.onAny().then(() -> begun.addAndGet(known.get() ? 1 : 0)));
		Fault fault = site.s3().faults().add(stop.fault(() -> {
			stop.signal().send(running.get());
			running.get().awaitStderr("no new part begins");
			known.set(true);
			if (stop.answer() != Answer.GIVEN) {
				running.get().await();
			}
		}));
		running.set(site.start("run"));
		Ended ended = running.get().await();
		assertThat(fault.hits()).as("%s: %s", stop, ended).isEqualTo(1);
		assertStopped(ended, stop.signal());
		site.s3().faults().clear();
		return begun.get();
	}

	private static void assertStopped(Ended ended, Signal signal) {
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(signal.exitCode);
		assertThat(ended.out() + ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
	}

	/** No step is left as if it were running, and the file's first upload stands so. */
	private void assertLeft(Path file, State state) {
		RepositoryReader reader = new EmbeddedReader(new Home(this.folder.resolve(".longhaul")));
		UploadView first = reader.read((jdbc, claimed) -> {
			UploadReports reports = new UploadReports(jdbc, claimed, Clock.systemUTC());
			List<Long> uploads = reports.uploadsOf(file.toString());
			UploadView oldest = reports.upload(uploads.get(uploads.size() - 1)).orElseThrow();
			assertThat(unended(jdbc)).as("executions that did not end: %s", oldest).isZero();
			return oldest;
		}).orElseThrow();
		assertThat(first.state()).as("%s", first).isEqualTo(state);
	}

	private static long unended(JdbcClient jdbc) {
		return jdbc.sql("""
				select count(*) from (select STATUS from BATCH_JOB_EXECUTION
					union all select STATUS from BATCH_STEP_EXECUTION)
				where STATUS in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')""").query(Long.class).single();
	}

	private static void grow(Path file) {
		try {
			Files.write(file, new byte[] { 1, 2, 3 }, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stop answered(Signal signal, Op op, int nth) {
		return new Stop(signal, op, nth, Answer.GIVEN, State.STOPPED);
	}

	private static Stop unanswered(Signal signal, Op op, int nth) {
		return new Stop(signal, op, nth, Answer.WITHHELD, State.STOPPED);
	}

	private static Stop unread(Signal signal, Op op, int nth) {
		return new Stop(signal, op, nth, Answer.NOT_EVEN_READ, State.STOPPED);
	}

	enum Signal {

		TERM(128 + 15), INT(128 + 2);

		private final int exitCode;

		Signal(int exitCode) {
			this.exitCode = exitCode;
		}

		void send(LonghaulProcess process) {
			switch (this) {
				case TERM -> process.terminate();
				case INT -> process.interrupt();
			}
		}

	}

	enum Answer {

		/** As soon as the process knows that it is to stop. */
		GIVEN,
		/** Carried out, and not a word of it before the process has ended. */
		WITHHELD,
		/** Not a byte of the body is read before the process has ended. */
		NOT_EVEN_READ

	}

	/**
	 * A signal during the nth request of its kind.
	 *
	 * @param left how the upload stands then
	 */
	record Stop(Signal signal, Op op, int nth, Answer answer, State left) {

		Stop leaving(State other) {
			return new Stop(this.signal, this.op, this.nth, this.answer, other);
		}

		Fault fault(Runnable work) {
			FaultRule rule = Fault.on(this.op).nth(this.nth);
			return (this.answer == Answer.NOT_EVEN_READ) ? rule.then(work) : rule.whenDone(work);
		}

		/** Parts that are being hashed when the signal comes. */
		int mayFollow() {
			return (this.op == Op.UPLOAD_PART) ? PARTS_AT_ONCE - 1 : 0;
		}

	}

}
