package dev.longhaul.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FaultRule;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
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

	private final Path folder;

	private final LeftUploads left;

	StopIT(@TempDir Path folder) {
		this.folder = folder;
		this.left = new LeftUploads(folder);
	}

	/** What the runs before the last one are stopped at, each at one request. */
	static Stream<Arguments> phases() {
		return Stream.of(
				arguments("a large file, answered in time", LARGE,
						List.of(answered(StopSignal.TERM, Op.UPLOAD_PART, 3),
								answered(StopSignal.INT, Op.COMPLETE_MULTIPART_UPLOAD, 1),
								answered(StopSignal.TERM, Op.HEAD_OBJECT, 2).leaving(State.DELIVERED))),
				arguments("a large file, not answered", LARGE,
						List.of(unanswered(StopSignal.INT, Op.CREATE_MULTIPART_UPLOAD, 1),
								unanswered(StopSignal.TERM, Op.LIST_MULTIPART_UPLOADS, 1),
								unread(StopSignal.INT, Op.UPLOAD_PART, 1),
								unanswered(StopSignal.TERM, Op.LIST_PARTS, 1),
								unanswered(StopSignal.INT, Op.UPLOAD_PART, 3),
								unanswered(StopSignal.TERM, Op.COMPLETE_MULTIPART_UPLOAD, 1),
								unanswered(StopSignal.INT, Op.HEAD_OBJECT, 2))),
				arguments("a small file, not answered", SMALL, List.of(unanswered(StopSignal.INT, Op.PUT_OBJECT, 1),
						unanswered(StopSignal.TERM, Op.HEAD_OBJECT, 1))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("phases")
	void an_upload_that_is_stopped_again_and_again_is_delivered_once(String phase, int size, List<Stop> stops) {
		try (Site site = Site.in(this.folder)) {
			Path file = site.file("stopped.bin", size, 1);
			for (Stop stop : stops) {
				assertThat(stop(site, stop)).as("requests begun after %s", stop).isLessThanOrEqualTo(stop.mayFollow());
				this.left.assertLeft(file, stop.left());
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
			stop(site, unanswered(StopSignal.TERM, Op.ABORT_MULTIPART_UPLOAD, 1));
			this.left.assertLeft(file, State.STOPPED);
			stop(site, answered(StopSignal.INT, Op.ABORT_MULTIPART_UPLOAD, 1));
			this.left.assertLeft(file, State.ABORTED);

			Ended last = site.longhaul("run");

			assertThat(last.exitCode()).as("%s", last).isZero();
			site.assertDelivered(file);
		}
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
			running.get().awaitStderr("nothing new is begun");
			known.set(true);
			if (stop.answer() != Answer.GIVEN) {
				running.get().await();
			}
		}));
		running.set(site.start("run"));
		Ended ended = running.get().await();
		assertThat(fault.hits()).as("%s: %s", stop, ended).isEqualTo(1);
		stop.signal().assertStopped(ended);
		site.s3().faults().clear();
		return begun.get();
	}

	private static void grow(Path file) {
		try {
			Files.write(file, new byte[] { 1, 2, 3 }, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stop answered(StopSignal signal, Op op, int nth) {
		return new Stop(signal, op, nth, Answer.GIVEN, State.STOPPED);
	}

	private static Stop unanswered(StopSignal signal, Op op, int nth) {
		return new Stop(signal, op, nth, Answer.WITHHELD, State.STOPPED);
	}

	private static Stop unread(StopSignal signal, Op op, int nth) {
		return new Stop(signal, op, nth, Answer.NOT_EVEN_READ, State.STOPPED);
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
	record Stop(StopSignal signal, Op op, int nth, Answer answer, State left) {

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
