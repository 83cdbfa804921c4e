package dev.longhaul.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.longhaul.console.RunDisplay.DryRunLine;
import dev.longhaul.console.RunDisplay.PlanSummary;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Transfer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.longhaul.console.NightMail.MIB;
import static dev.longhaul.console.NightMail.NOTHING_LEFT;
import static dev.longhaul.console.NightMail.transfer;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands at the end of the mail of a nightly run, and alone in one that is quiet.
 */
class PlainSummaryTest {

	private final NightMail mail = new NightMail();

	private final SettableClock clock = this.mail.clock();

	private final RunDisplay display = this.mail.display();

	private final RunDisplay quiet = this.mail.quiet();

	@Test
	void sums_up() {
		List<UploadOutcome> outcomes = List.of(Outcomes.delivered(Result.SKIPPED), Outcomes.delivered(Result.DELIVERED),
				Outcomes.undelivered(Result.FAILED, "503", Cure.RERUN), Outcomes.delivered(Result.DELIVERED),
				Outcomes.delivered(Result.RESUMED));
		RunPlan plan = new RunPlan(List.of(), List.of(),
				List.of(Outcomes.unsettled("/data/b"), Outcomes.unsettled("/data/c")), List.of(), List.of(), List.of(),
				true);

		this.display.summary(new RunSummary(plan, outcomes, 300 * MIB, Duration.ofSeconds(125), 0));

		assertThat(this.mail.lines()).containsExactly(
				"longhaul: 2 delivered, 1 resumed, 1 skipped, 1 failed, "
						+ "2 not settled yet (left for the next run), 300.0 MiB sent in 2 min 5 s (2.4 MiB/s)",
				"longhaul: run again; what has arrived is not sent again");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					FAILED     | RERUN   | longhaul: run again; what has arrived is not sent again
					FAILED     | ANEW    | longhaul: use 'longhaul run': it sends these files from the beginning; rerun would pass over them
					STOPPED    | -       | longhaul: run again; what has arrived is not sent again
					FAILED     | PERSON  | longhaul: needs a person: see the lines that begin with FAILED, then run again
					FAILED     | NOTHING | longhaul: needs a person: see the lines that begin with FAILED, then run again
					SUPERSEDED | ANEW    | -
					ABORTED    | -       | -
					""")
	void says_last_what_to_do(Result result, @Nullable Cure cure, @Nullable String advice) {
		UploadOutcome outcome = Outcomes.undelivered(result, "because", cure);
		this.display.summary(new RunSummary(NOTHING_LEFT, List.of(outcome), 0, Duration.ZERO, 0));

		assertThat(this.mail.lines().subList(1, this.mail.lines().size()))
			.isEqualTo((advice != null) ? List.of(advice) : List.of());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					FAILED    | RERUN   | false | run again; what has arrived is not sent again
					FAILED    | ANEW    | false | use 'longhaul run': it sends these files from the beginning; rerun would pass over them
					FAILED    | PERSON  | false | see the lines that begin with FAILED, then run again
					FAILED    | PERSON  | true  | see the lines that begin with FAILED, then run again
					FAILED    | RERUN   | true  | see the lines that begin with FAILED: what was to be aborted is still in the store
					DELIVERED | -       | false | all files are where they belong
					""")
	void says_that_a_person_has_to_see_to_hooks_that_failed_beside_files(Result result, @Nullable Cure cure,
			boolean abortDue, String advice) {
		UploadOutcome outcome = new UploadOutcome(result, "nightly", Path.of("/data/a.dump"), 1, "a.dump", "because",
				cure, Optional.empty(), abortDue, false);
		this.display.summary(new RunSummary(NOTHING_LEFT, List.of(outcome), 0, Duration.ZERO, 1));

		assertThat(this.mail.lines().get(1))
			.isEqualTo("longhaul: needs a person: hooks that failed are not called again; " + advice);
	}

	@Test
	void sums_up_a_run_that_found_or_sent_nothing() {
		this.display.summary(new RunSummary(NOTHING_LEFT, List.of(), 0, Duration.ZERO, 0));
		this.display.summary(
				new RunSummary(new RunPlan(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false),
						List.of(), 0, Duration.ZERO, 0));
		this.display.summary(
				new RunSummary(NOTHING_LEFT, List.of(Outcomes.delivered(Result.SKIPPED)), 0, Duration.ofSeconds(1), 0));
		this.display
			.summary(new RunSummary(NOTHING_LEFT, List.of(Outcomes.delivered(Result.DELIVERED)), 5, Duration.ZERO, 0));

		assertThat(this.mail.lines()).containsExactly("longhaul: no files found", "longhaul: nothing to go on with",
				"longhaul: 1 skipped", "longhaul: 1 delivered, 5 bytes sent in 0 s (4.9 KiB/s)");
	}

	@Test
	void names_the_definitions_without_files_beside_those_that_found_some() {
		List<UploadOutcome> skipped = List.of(Outcomes.delivered(Result.SKIPPED));
		this.display.summary(new RunSummary(without("mail", "web"), skipped, 0, Duration.ZERO, 0));
		this.quiet.summary(
				new RunSummary(without("mail"), List.of(Outcomes.delivered(Result.DELIVERED)), 5, Duration.ZERO, 0));
		this.display.summary(new RunSummary(without("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"),
				skipped, 0, Duration.ZERO, 0));
		this.display.summary(new RunSummary(without("mail", "web"), List.of(), 0, Duration.ZERO, 0));

		assertThat(this.mail.lines()).containsExactly("longhaul: 1 skipped, no files found for mail, web",
				"longhaul: 1 delivered, no files found for mail, 5 bytes sent in 0 s (4.9 KiB/s)",
				"longhaul: 1 skipped, no files found for a, b, c, d, e, f, g, h, i, j and 2 more",
				"longhaul: no files found");
	}

	@Test
	void says_quietly_only_the_summary_when_all_went_well() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.quiet.progress(List.of(transfer));
		transfer.sent(500 * MIB);
		this.clock.advance(Duration.ofMinutes(5));
		this.quiet.progress(List.of(transfer));
		List<UploadOutcome> outcomes = List.of(Outcomes.delivered(Result.DELIVERED), Outcomes.delivered(Result.RESUMED),
				Outcomes.delivered(Result.SKIPPED));
		outcomes.forEach(this.quiet::ended);
		this.quiet.summary(new RunSummary(NOTHING_LEFT, outcomes, 0, Duration.ZERO, 0));

		assertThat(this.mail.lines()).containsExactly("longhaul: 1 delivered, 1 resumed, 1 skipped");
	}

	@Test
	void says_quietly_what_did_not_go_well_and_why() {
		List<UploadOutcome> outcomes = List.of(Outcomes.delivered(Result.DELIVERED),
				Outcomes.undelivered(Result.FAILED, "403 AccessDenied; grant it", Cure.PERSON),
				Outcomes.undelivered(Result.STOPPED, "not begun", null),
				Outcomes.undelivered(Result.SUPERSEDED, "/data/a.dump changed", Cure.ANEW));
		outcomes.forEach(this.quiet::ended);
		this.quiet.summary(new RunSummary(NOTHING_LEFT, outcomes, 0, Duration.ZERO, 0));

		assertThat(this.mail.lines()).containsExactly("FAILED  /data/a.dump: 403 AccessDenied; grant it",
				"stopped  /data/a.dump: not begun", "aborted  an unfinished upload: /data/a.dump changed",
				"longhaul: 1 delivered, 1 superseded, 1 failed, 1 stopped",
				"longhaul: needs a person: see the lines that begin with FAILED, then run again");
	}

	@Test
	void says_what_a_run_would_do_and_quietly_only_in_numbers() {
		DryRunLine line = new DryRunLine(Action.START, "nightly", "/data/a", "s3://b", "a", 1, 1, "");
		this.display.planned(line);
		this.quiet.planned(line);
		this.quiet.planned(new PlanSummary(1, 0, 2, 0, 0, 0, 3, List.of(), List.of("weekly")));
		this.quiet.planned(new PlanSummary(0, 0, 0, 0, 0, 0, 0, List.of(), List.of("weekly")));

		assertThat(this.mail.lines()).containsExactly("would send  /data/a → s3://b/a  1 byte in 1 part",
				"longhaul: 1 would be sent, 2 would be skipped, 3 not settled yet (left for the next run), "
						+ "no files found for weekly",
				"longhaul: no files found");
	}

	private static RunPlan without(String... definitions) {
		return new RunPlan(List.of(), List.of(), List.of(), List.of(), List.of(definitions), List.of(), true);
	}

}
