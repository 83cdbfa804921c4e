package dev.longhaul;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.longhaul.cli.RunSession;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.launch.RunMode;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An upload that a person aborts while it waits for its turn in a run, which was to go on
 * with it.
 */
class AbortedMeanwhileTest {

	private final Night night;

	private final Path file;

	AbortedMeanwhileTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("secret.dump", 3 * Night.PART, 1);
	}

	@BeforeEach
	void leaveUnfinished() {
		this.night.leaveUnfinished();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_file_that_is_excluded_by_now_is_not_sent_any_more() {
		this.night.define("", "settle: 0s, exclude: [\"secret*\"]");

		inSession((session) -> assertNotSent(session, session.planner().plan(List.of(), false)));

		assertThat(this.night.run()).isEmpty();
	}

	@Test
	void nor_is_one_that_is_to_be_sent_and_the_next_run_begins_it_anew() {
		inSession((session) -> assertNotSent(session, session.planner().plan(List.of(), false)));

		assertThat(this.night.runOne().receipt().orElseThrow().attempt()).isEqualTo(2);
		this.night.assertDelivered(this.file);
	}

	@Test
	void nor_does_a_rerun_or_a_run_of_this_file_begin_it_anew() {
		inSession((session) -> assertNotSent(session, session.unfinished().goingOn(Set.of())));
		this.night.leaveUnfinished();
		inSession((session) -> assertNotSent(session, session.planner().plan(List.of(this.file), false)));
	}

	@Test
	void of_two_aborts_the_second_has_nothing_to_do() {
		inSession((session) -> assertNotSent(session, session.unfinished().aborting(Set.of(), "by the abort command")));

		assertThat(this.night.rows("select JOB_INSTANCE_ID from BATCH_JOB_INSTANCE")).as("attempts").hasSize(1);
	}

	/** The abort comes between two jobs: the one that fails, and the next attempt's. */
	@Test
	void what_is_about_to_begin_anew_sends_no_part_more_until_the_abort_is_over() {
		inSession((session) -> {
			CompletableFuture<CompletableFuture<UploadOutcome>> abort = new CompletableFuture<>();
			this.night.s3()
				.faults()
				.add(Fault.on(Op.UPLOAD_PART)
					.part(3)
					.once()
					.then(() -> abort.complete(session.run().begin(toBeAborted(session), RunMode.USUAL))));
			this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).once().answer(404, "NoSuchUpload"));
			List<UploadOutcome> outcomes = Runs.of(session);

			assertThat(outcomes).extracting(UploadOutcome::result).doesNotContain(Result.DELIVERED);
			abort.join().join();
			assertThat(this.night.s3().objects()).isEmpty();
			assertThat(Runs.of(session)).extracting(UploadOutcome::result).containsExactly(Result.DELIVERED);
		});
		assertThat(this.night.s3().object(Night.BUCKET, "secret.dump").mismatch(this.file)).isEqualTo(-1);
	}

	private static Candidate toBeAborted(RunSession session) {
		return session.unfinished().aborting(Set.of(), "by the abort command").candidates().get(0);
	}

	private void assertNotSent(RunSession session, RunPlan planned) {
		int begun = this.night.s3().requests(Op.CREATE_MULTIPART_UPLOAD).size();
		assertThat(Runs.of(session, session.unfinished().aborting(Set.of(), "by the abort command")))
			.extracting(UploadOutcome::result)
			.containsExactly(Result.ABORTED);
		long aborted = planned.candidates().get(0).unfinished();

		assertThat(Runs.of(session, planned)).singleElement().satisfies((outcome) -> {
			assertThat(outcome.result()).isEqualTo(Result.ABORTED);
			assertThat(outcome.upload()).isEqualTo(aborted).isPositive();
		});

		assertThat(this.night.s3().requests(Op.CREATE_MULTIPART_UPLOAD)).hasSize(begun);
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.s3().objects()).isEmpty();
	}

	private void inSession(Consumer<RunSession> work) {
		List<String> names = List.of("vault");
		this.night.inSession(names, (session) -> {
			work.accept(session);
			return names;
		});
	}

}
