package dev.longhaul;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.cli.RunSession;
import dev.longhaul.cli.RunSessions;
import dev.longhaul.console.SettableClock;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.PlanningStopped;
import dev.longhaul.plan.RunPlanner;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.request.OwnerRequest;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StoredObject;
import dev.longhaul.upload.Cure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sessions beside the first one, and the definitions that they bring.
 */
class BesideTest {

	private final Path folder;

	private final Night night;

	BesideTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@BeforeEach
	void write() throws IOException {
		nightly("first");
		this.night.file("a", 10, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_definition_that_was_edited_is_taken_by_the_next_session() {
		this.night.inSession(List.of("vault"), (session) -> {
			assertThat(run(session)).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
			nightly("second");
			this.night.file("b", 20, 2);
			assertThat(run(session)).extracting(UploadOutcome::result)
				.containsExactlyInAnyOrder(Result.SKIPPED, Result.DELIVERED);
			return session;
		});
		assertThat(this.night.s3().objects()).extracting(StoredObject::key)
			.containsExactlyInAnyOrder("first/a", "second/b");
	}

	@Test
	void a_definition_stays_as_long_as_an_upload_of_it_is_in_hand() {
		this.night.inSession(List.of("vault"), (session) -> {
			RunSession beside = session.beside(nightly());
			this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).then(() -> {
				close(beside);
				nightly("second");
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> session.beside(nightly()))
					.withMessageContaining("has other settings of nightly");
			}));

			assertThat(Runs.of(beside)).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);

			close(session.beside(nightly()));
			return session;
		});
	}

	@Test
	void who_is_stopped_while_files_are_looked_for_has_no_plan() {
		this.night.inSession(List.of("vault"), (session) -> {
			AtomicInteger looks = new AtomicInteger();
			RunPlanner planner = new RunPlanner(session.definitions(), session.engine().history(),
					session.engine().home(), session.engine().clock(), () -> looks.incrementAndGet() > 1);

			assertThatExceptionOfType(PlanningStopped.class).isThrownBy(() -> planner.plan(List.of(), false))
				.withMessageContaining("nothing was begun");

			assertThat(looks).as("of its folder and its file").hasValue(2);
			return session;
		});
	}

	@Test
	void a_file_that_two_sessions_want_keeps_no_other_from_its_thread() {
		Fault held = this.night.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().stallInBody());
		this.night.inSession(List.of("vault"), (session) -> {
			CompletableFuture<UploadOutcome> first = begin(session, "a");
			this.night.s3().awaitRequest(Op.PUT_OBJECT, 1, Duration.ofMinutes(1));
			CompletableFuture<UploadOutcome> second = begin(session, "a");
			this.night.file("b", 20, 2);

			assertThat(begin(session, "b").orTimeout(1, TimeUnit.MINUTES).join().result()).isEqualTo(Result.DELIVERED);

			assertThat(first).isNotDone();
			held.release();
			assertThat(first.join().result()).isEqualTo(Result.DELIVERED);
			assertThat(second.join().result()).isEqualTo(Result.SKIPPED);
			return session;
		});
	}

	@Test
	void an_abort_does_not_wait_for_the_end_of_an_upload_that_is_being_sent() {
		Fault held = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).stallInBody());
		this.night.file("big", 8 * Night.PART, 3);
		this.night.inSession(List.of("vault"), (session) -> {
			CompletableFuture<UploadOutcome> sent = begin(session, "big");
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 2, Duration.ofMinutes(1));
			Candidate end = session.unfinished().aborting(Set.of(), "by the abort command").candidates().get(0);

			CompletableFuture<UploadOutcome> aborted = session.run().begin(end, RunMode.USUAL);

			held.release();
			assertThat(sent.join()).satisfies((outcome) -> {
				assertThat(outcome.result()).isEqualTo(Result.STOPPED);
				assertThat(outcome.message()).contains("another command aborts it");
				assertThat(outcome.cure()).isEqualTo(Cure.ANEW);
			});
			assertThat(aborted.join().result()).isEqualTo(Result.ABORTED);
			return session;
		});
		assertThat(this.night.s3().requests(Op.UPLOAD_PART)).hasSize(2);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void an_abort_shows_no_progress_of_the_upload_that_it_waits_for() {
		Fault held = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).stallInBody());
		this.night.file("big", 4 * Night.PART, 3);
		SettableClock clock = new SettableClock();
		ByteArrayOutputStream run = new ByteArrayOutputStream();
		ByteArrayOutputStream abort = new ByteArrayOutputStream();
		this.night.inSession(List.of("vault"), (session) -> {
			CompletableFuture<Void> running = carryOut(session, clock, run, "run", "vault");
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 2, Duration.ofMinutes(1));
			long upload = session.unfinished().aborting(Set.of(), "").candidates().get(0).unfinished();
			CompletableFuture<Void> aborting = carryOut(session, clock, abort, "abort", String.valueOf(upload));
			Awaitility.await().until(() -> said(abort).contains("the abort waits until"));
			Awaitility.await().until(() -> {
				clock.advance(Duration.ofMinutes(2));
				return said(run).lines().filter((line) -> line.contains(" %  ")).count() > 2;
			});
			held.release();
			CompletableFuture.allOf(running, aborting).join();
			return session;
		});
		assertThat(said(abort)).contains("aborted  upload").doesNotContain(" %  ");
	}

	private static String said(ByteArrayOutputStream out) {
		return out.toString(StandardCharsets.UTF_8);
	}

	private CompletableFuture<Void> carryOut(RunSession session, Clock clock, ByteArrayOutputStream said,
			String... command) {
		PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
		OwnerRequest request = new OwnerRequest(List.of(command), this.folder.toString(), this.folder.toString());
		RunSessions beside = new RunSessions() {

			@Override
			public RunSession open(Home home, Definitions definitions, Claim claim) {
				return session.beside(definitions);
			}

			@Override
			public Clock clock() {
				return clock;
			}

		};
		return OwnThread.run(() -> CommandLines.carryOut(request, beside, out, out));
	}

	private static CompletableFuture<UploadOutcome> begin(RunSession session, String name) {
		return session.run().begin(candidate(session, name), RunMode.USUAL);
	}

	private static Candidate candidate(RunSession session, String name) {
		return session.planner()
			.plan(List.of(), false)
			.candidates()
			.stream()
			.filter((candidate) -> candidate.identity().file().endsWith(name))
			.findFirst()
			.orElseThrow();
	}

	private List<UploadOutcome> run(RunSession session) {
		try (RunSession beside = session.beside(nightly())) {
			return Runs.of(beside);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static void close(RunSession session) {
		try {
			session.close();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private Definitions nightly() {
		return new Definitions(
				new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment()).select(List.of("nightly")));
	}

	/** A definition beside vault. */
	private void nightly(String keys) {
		try {
			Files.writeString(this.folder.resolve("nightly.yml"),
					Files.readString(this.folder.resolve("vault.yml")).replace("{path}", keys + "/{path}"));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
