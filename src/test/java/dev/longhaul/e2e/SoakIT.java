package dev.longhaul.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.longhaul.Stranger;
import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.report.UploadReports;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.Home;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.OpenUpload;
import dev.longhaul.stub.PartSend;
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

	private static final int ROUNDS = Integer.getInteger("soak.rounds", 15);

	private static final int PARTS_AT_ONCE = 2;

	private static final int LAST_TRIES = 6;

	@TempDir
	Path folder;

	private final List<Path> files = new ArrayList<>();

	/** Faults after which the SDK sends a part once more that was stored. */
	private final List<Fault> repeating = new ArrayList<>();

	/** Faults that take an upload and its parts away. */
	private final List<Fault> vanished = new ArrayList<>();

	private int kills;

	private int stops;

	private final Map<Path, Integer> changes = new HashMap<>();

	private final Set<String> strangers = new HashSet<>();

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
			Ended sweep = site.longhaul("sweep");
			assertThat(sweep.exitCode()).as("seed %d: %s", seed, sweep).isZero();
			assertThat(sweep.out()).as("seed %d", seed).doesNotContain("aborted");
			verify(site, seed);
			System.out.printf(
					"soak, seed %d: %d rounds, %d files, %d kills, %d stops, %d changes, %d parts (%d MiB) stored, "
							+ "%d of them resent, %d strangers' uploads%n",
					seed, ROUNDS, this.files.size(), this.kills, this.stops,
					this.changes.values().stream().mapToInt(Integer::intValue).sum(), sends(site).count(),
					sends(site).mapToLong(PartSend::size).sum() / Site.MIB, resent(site), this.strangers.size());
		}
	}

	private void badNight(Site site, Random random, int round) {
		for (int i = random.nextInt(3); i >= 0; i--) {
			int size = random.nextInt(4) == 0 ? random.nextInt(1000) : random.nextInt(6 * 5 * Site.MIB);
			this.files.add(site.file("night-%d-%d.bin".formatted(round, i), size, random.nextLong()));
		}
		site.s3().faults().clear();
		Path any = this.files.get(random.nextInt(this.files.size()));
		if (random.nextInt(4) == 0) { // before the faults: its own retries are not to be
										// told from ours
			this.strangers.add(Stranger.sends(site.s3(), Site.BUCKET, "in/" + any.getFileName()));
		}
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
		site.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).probability(0.2, seed + 7).doneButAnswerLost());
		this.vanished.add(site.s3().faults().add(Fault.on(Op.UPLOAD_PART).probability(0.01, seed + 8).vanish()));
		site.s3().faults().add(Fault.on(Op.LIST_PARTS).probability(0.1, seed + 9).answer(500, "InternalError"));
		site.s3().faults().add(Fault.on(Op.HEAD_OBJECT).probability(0.1, seed + 10).resetBeforeAnswer());
		if (random.nextInt(4) == 0) {
			Change change = Change.values()[random.nextInt(Change.values().length)];
			site.s3().faults().add(Fault.onAny().nth(1 + random.nextInt(20)).then(() -> change.make(any)));
			this.changes.merge(any, 1, Integer::sum);
		}
		runAndEnd(site, random);
	}

	private void runAndEnd(Site site, Random random) {
		AtomicReference<LonghaulProcess> running = new AtomicReference<>();
		int end = random.nextInt(6);
		Runnable stroke = (end < 4) ? () -> running.get().kill() : () -> running.get().terminate();
		Fault at = random.nextBoolean() ? Fault.onAny().nth(1 + random.nextInt(15)).then(stroke)
				: Fault.onAny().nth(1 + random.nextInt(15)).whenDone(stroke);
		if (end < 5) {
			site.s3().faults().add(at);
		}
		running.set(site.start("run"));
		running.get().await();
		this.kills += (at.hits() > 0 && end < 4) ? 1 : 0;
		this.stops += (at.hits() > 0 && end == 4) ? 1 : 0;
	}

	private void verify(Site site, long seed) {
		RepositoryReader reader = new EmbeddedReader(new Home(this.folder.resolve(".longhaul")));
		for (Path file : this.files) {
			StoredObject object = site.s3().object(Site.BUCKET, "in/" + file.getFileName());
			assertThat(object.mismatch(file)).as("seed %d: %s", seed, file).isEqualTo(-1);
			UploadView newest = reader.read((jdbc, claimed) -> {
				UploadReports reports = new UploadReports(jdbc, claimed, Clock.systemUTC());
				return reports.upload(reports.uploadsOf(file.toString()).get(0)).orElseThrow();
			}).orElseThrow();
			assertThat(newest.state()).as("seed %d: %s", seed, newest).isEqualTo(State.DELIVERED);
			assertThat(newest.receipt()).isNotNull().satisfies((receipt) -> {
				assertThat(receipt.etag()).isEqualTo(object.etag());
				assertThat(receipt.size()).isEqualTo(object.size());
			});
		}
		assertThat(reader.read((jdbc, claimed) -> new UploadReports(jdbc, claimed, Clock.systemUTC()).unfinished())
			.orElseThrow()).as("seed %d: unfinished", seed).isEmpty();
		assertThat(site.s3().openUploads()).as("seed %d: uploads left open", seed)
			.extracting(OpenUpload::uploadId)
			.containsExactlyInAnyOrderElementsOf(this.strangers);
		long lostAnswers = hits(this.repeating);
		assertThat((long) resent(site)).as("seed %d: parts that arrived twice", seed)
			.isLessThanOrEqualTo(PARTS_AT_ONCE * (long) this.kills + lostAnswers);
		long uploads = sends(site).map(PartSend::uploadId).distinct().count();
		long versions = (long) this.files.size() + this.changes.values().stream().mapToInt(Integer::intValue).sum();
		assertThat(uploads).as("seed %d: uploads that got parts", seed)
			.isLessThanOrEqualTo(versions + hits(this.vanished));
	}

	private static long hits(List<Fault> faults) {
		return faults.stream().mapToLong(Fault::hits).sum();
	}

	/** What was stored of our uploads. */
	private Stream<PartSend> sends(Site site) {
		return this.files.stream()
			.map((file) -> site.s3().partSends("in/" + file.getFileName()))
			.flatMap((parts) -> parts.values().stream())
			.flatMap(List::stream)
			.filter((send) -> !this.strangers.contains(send.uploadId()));
	}

	/** Parts that arrived more than once within one upload. */
	private int resent(Site site) {
		return this.files.stream()
			.map((file) -> site.s3().partSends("in/" + file.getFileName()))
			.flatMap((parts) -> parts.values().stream())
			.mapToInt((sends) -> sends.size() - (int) sends.stream().map((send) -> send.uploadId()).distinct().count())
			.sum();
	}

	/** What may happen to a source, at any request. */
	private enum Change {

		GROWN {
			@Override
			void to(Path file) throws IOException {
				Files.write(file, new byte[] { 1, 2, 3 }, StandardOpenOption.APPEND);
			}
		},
		TRUNCATED {
			@Override
			void to(Path file) throws IOException {
				try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
					channel.truncate(channel.size() / 2);
				}
			}
		},
		TOUCHED {
			@Override
			void to(Path file) throws IOException {
				FileTime modified = Files.getLastModifiedTime(file);
				Files.setLastModifiedTime(file, FileTime.from(modified.toInstant().plusSeconds(1)));
			}
		},
		REPLACED {
			@Override
			void to(Path file) throws IOException {
				Path other = Files.createTempFile(file.getParent().getParent(), "other", ".bin");
				byte[] content = Files.readAllBytes(file);
				for (int i = 0; i < content.length; i += 1000) {
					content[i]++;
				}
				Files.write(other, content);
				Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
			}
		};

		abstract void to(Path file) throws IOException;

		void make(Path file) {
			try {
				to(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
