package dev.longhaul.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StoredObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many bad nights: files come and change, the store fails, the process is killed or
 * stopped at any request. In the end everything is delivered, once, and nothing is left.
 * {@code -Dsoak.rounds=300 -Dsoak.seed=1} for a long one.
 */
class SoakIT {

	private static final int ROUNDS = Integer.getInteger("soak.rounds", 10);

	private static final int PARTS_AT_ONCE = 2;

	private static final int LAST_TRIES = 6;

	@TempDir
	Path folder;

	private final List<Path> files = new ArrayList<>();

	private final List<Fault> repeating = new ArrayList<>();

	private int kills;

	private int stops;

	private int changes;

	/** A fixed seed, and a fresh one that a failure names. */
	static LongStream seeds() {
		Long given = Long.getLong("soak.seed");
		return (given != null) ? LongStream.of(given)
				: LongStream.of(20261122, ThreadLocalRandom.current().nextLong(1_000_000));
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void everything_is_delivered_once_and_nothing_is_left_behind(long seed) {
		Random random = new Random(seed);
		try (Site site = Site.in(this.folder)) {
			for (int round = 0; round < ROUNDS; round++) {
				badNight(site, random, round);
			}
			site.s3().faults().clear();
			Ended last = site.longhaul("run");
			for (int tries = 1; tries < LAST_TRIES && last.exitCode() != 0; tries++) {
				last = site.longhaul("run");
			}
			assertThat(last.exitCode()).as("seed %d: %s", seed, last).isZero();
			verify(site, seed);
			System.out.printf("soak, seed %d: %d rounds, %d files, %d kills, %d stops, %d changes, %d parts resent%n",
					seed, ROUNDS, this.files.size(), this.kills, this.stops, this.changes, resent(site));
		}
	}

	private void badNight(Site site, Random random, int round) {
		for (int i = random.nextInt(3); i >= 0; i--) {
			int size = random.nextInt(4) == 0 ? random.nextInt(1000) : random.nextInt(6 * 5 * Site.MIB);
			this.files.add(site.file("night-%d-%d.bin".formatted(round, i), size, random.nextLong()));
		}
		site.s3().faults().clear();
		long seed = random.nextLong();
		site.s3().faults().add(Fault.on(Op.UPLOAD_PART).probability(0.05, seed).answer(503, "SlowDown"));
		site.s3().faults().add(Fault.on(Op.UPLOAD_PART).probability(0.05, seed + 1).resetInBody(1 << 20));
		this.repeating
			.add(site.s3().faults().add(Fault.on(Op.UPLOAD_PART).probability(0.05, seed + 2).doneButAnswerLost()));
		this.repeating
			.add(site.s3().faults().add(Fault.on(Op.UPLOAD_PART).probability(0.05, seed + 3).resetInAnswer()));
		site.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).probability(0.2, seed + 4).doneButAnswerLost());
		site.s3()
			.faults()
			.add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).probability(0.1, seed + 5).okWithErrorBody("InternalError"));
		site.s3().faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).probability(0.2, seed + 6).abortLeavesParts(1));
		if (random.nextInt(4) == 0) {
			Path victim = this.files.get(random.nextInt(this.files.size()));
			site.s3().faults().add(Fault.onAny().nth(1 + random.nextInt(20)).then(() -> grow(victim)));
			this.changes++;
		}
		runAndEnd(site, random);
	}

	private void runAndEnd(Site site, Random random) {
		AtomicReference<LonghaulProcess> running = new AtomicReference<>();
		int end = random.nextInt(5);
		Runnable stroke = (end < 3) ? () -> running.get().kill() : () -> running.get().terminate();
		Fault at = random.nextBoolean() ? Fault.onAny().nth(1 + random.nextInt(25)).then(stroke)
				: Fault.onAny().nth(1 + random.nextInt(25)).whenDone(stroke);
		if (end < 4) {
			site.s3().faults().add(at);
		}
		running.set(site.start("run"));
		running.get().await();
		this.kills += (at.hits() > 0 && end < 3) ? 1 : 0;
		this.stops += (at.hits() > 0 && end == 3) ? 1 : 0;
	}

	private void verify(Site site, long seed) {
		RepositoryReader reader = new RepositoryReader(new Home(this.folder.resolve(".longhaul")));
		for (Path file : this.files) {
			StoredObject object = site.s3().object(Site.BUCKET, "in/" + file.getFileName());
			assertThat(copy(object)).as("seed %d: %s", seed, file).hasSameBinaryContentAs(file);
			UploadView newest = reader.read((jdbc) -> {
				UploadReports reports = new UploadReports(jdbc, false, Clock.systemUTC());
				return reports.upload(reports.uploadsOf(file.toString()).get(0)).orElseThrow();
			}).orElseThrow();
			assertThat(newest.state()).as("seed %d: %s", seed, newest).isEqualTo(State.DELIVERED);
			assertThat(newest.receipt()).isNotNull().satisfies((receipt) -> {
				assertThat(receipt.etag()).isEqualTo(object.etag());
				assertThat(receipt.size()).isEqualTo(object.size());
			});
		}
		assertThat(reader.read((jdbc) -> new UploadReports(jdbc, false, Clock.systemUTC()).unfinished()).orElseThrow())
			.as("seed %d: unfinished", seed)
			.isEmpty();
		assertThat(site.s3().openUploads()).as("seed %d: uploads left open", seed).isEmpty();
		long lostAnswers = this.repeating.stream().mapToLong(Fault::hits).sum();
		assertThat((long) resent(site)).as("seed %d: parts that arrived twice", seed)
			.isLessThanOrEqualTo(PARTS_AT_ONCE * (long) this.kills + lostAnswers);
	}

	/** Parts that arrived more than once within one upload. */
	private int resent(Site site) {
		return this.files.stream()
			.map((file) -> site.s3().partSends("in/" + file.getFileName()))
			.flatMap((parts) -> parts.values().stream())
			.mapToInt((sends) -> sends.size() - (int) sends.stream().map((send) -> send.uploadId()).distinct().count())
			.sum();
	}

	private Path copy(StoredObject object) {
		try {
			return object.copyTo(Files.createTempDirectory(this.folder, "copy").resolve("object"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void grow(Path file) {
		try {
			Files.write(file, new byte[] { 1, 2, 3 }, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
