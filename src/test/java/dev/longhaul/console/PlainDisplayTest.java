package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.longhaul.console.RunDisplay.DryRunLine;
import dev.longhaul.console.RunDisplay.PlanSummary;
import dev.longhaul.launch.Decision.Action;
import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.launch.UploadOutcome.Result;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Transfer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in the mail of a nightly run.
 */
class PlainDisplayTest {

	private static final long MIB = 1 << 20;

	private static final RunPlan NOTHING_LEFT = new RunPlan(List.of(), List.of(), List.of(), List.of(), List.of(),
			List.of(), true);

	private static final String HOSTILE = "evil\u001b[31m\n\r\u0007\tname";

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final SettableClock clock = new SettableClock();

	private final Console console = new Console(new PrintStream(this.written, true, StandardCharsets.UTF_8), System.err,
			false, this.clock);

	private final RunDisplay display = this.console.run(false);

	private final RunDisplay quiet = this.console.quietRun(false);

	@Test
	void says_one_line_for_every_tenth_of_a_file() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		assertThat(lines()).isEmpty();

		for (int percent = 1; percent <= 100; percent++) {
			transfer.sent(10 * MIB);
			this.clock.advance(Duration.ofSeconds(1));
			this.display.progress(List.of(transfer));
		}

		assertThat(lines()).hasSize(9)
			.startsWith(" 10 %  /data/a.dump  100.0 MiB of 1000.0 MiB, 10.0 MiB/s",
					" 20 %  /data/a.dump  200.0 MiB of 1000.0 MiB, 10.0 MiB/s")
			.endsWith(" 90 %  /data/a.dump  900.0 MiB of 1000.0 MiB, 10.0 MiB/s");
	}

	@Test
	void says_one_line_where_several_tenths_came_at_once() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		transfer.sent(455 * MIB);
		this.clock.advance(Duration.ofSeconds(5));

		this.display.progress(List.of(transfer));
		this.display.progress(List.of(transfer));

		assertThat(lines()).containsExactly(" 45 %  /data/a.dump  455.0 MiB of 1000.0 MiB, 91.0 MiB/s");
	}

	@Test
	void says_one_line_a_minute_when_it_is_slow() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		for (int second = 0; second <= 150; second++) {
			this.display.progress(List.of(transfer));
			transfer.sent(MIB / 4);
			this.clock.advance(Duration.ofSeconds(1));
		}

		assertThat(lines()).containsExactly("  1 %  /data/a.dump  15.0 MiB of 1000.0 MiB, 256.0 KiB/s",
				"  3 %  /data/a.dump  30.0 MiB of 1000.0 MiB, 256.0 KiB/s");
	}

	@Test
	void says_one_line_a_minute_when_nothing_moves_or_a_part_begins_again() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		transfer.sent(50 * MIB);
		this.display.progress(List.of(transfer));
		transfer.sent(-10 * MIB);
		this.clock.advance(Duration.ofMinutes(1));
		this.display.progress(List.of(transfer));

		assertThat(lines()).containsExactly("  4 %  /data/a.dump  40.0 MiB of 1000.0 MiB, 0 bytes/s");
	}

	@Test
	void says_once_a_minute_that_a_file_is_compared_before_it_is_gone_on_with() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		transfer.compares(9990);
		this.display.progress(List.of(transfer));
		this.clock.advance(Duration.ofMinutes(1));
		this.display.progress(List.of(transfer));
		this.display.progress(List.of(transfer));

		assertThat(lines())
			.containsExactly("       /data/a.dump  is compared with what the store has, 9990 parts to go");
	}

	@Test
	void counts_a_resumed_file_from_where_it_is() {
		Transfer transfer = transfer("/data/a.dump", 1000 * MIB);
		this.display.progress(List.of(transfer));
		this.clock.advance(Duration.ofSeconds(30));
		transfer.stored(550 * MIB);
		this.display.progress(List.of(transfer));
		assertThat(lines()).isEmpty();

		this.clock.advance(Duration.ofSeconds(10));
		transfer.sent(60 * MIB);
		this.display.progress(List.of(transfer));

		assertThat(lines()).containsExactly(" 61 %  /data/a.dump  610.0 MiB of 1000.0 MiB, 6.0 MiB/s");
	}

	@Test
	void leaves_the_last_word_to_the_report() {
		Transfer whole = transfer("/data/a.dump", 1000 * MIB);
		Transfer empty = transfer("/data/empty", 0);
		this.display.progress(List.of(whole, empty));
		whole.sent(1000 * MIB);
		this.clock.advance(Duration.ofMinutes(2));
		this.display.progress(List.of(whole, empty));

		assertThat(lines()).isEmpty();
	}

	@Test
	void follows_several_files_apart_and_a_file_that_begins_again_anew() {
		Transfer one = transfer("/data/one", 100 * MIB);
		Transfer other = transfer("/data/other", 100 * MIB);
		this.display.progress(List.of(one, other));
		one.sent(10 * MIB);
		this.clock.advance(Duration.ofSeconds(1));
		this.display.progress(List.of(one, other));
		other.sent(20 * MIB);
		this.display.progress(List.of(other));
		this.display.progress(List.of(one, other));

		assertThat(lines()).containsExactly(" 10 %  /data/one  10.0 MiB of 100.0 MiB, 10.0 MiB/s",
				" 20 %  /data/other  20.0 MiB of 100.0 MiB, 20.0 MiB/s");
	}

	@Test
	void says_how_a_delivered_file_was_delivered() {
		this.display.ended(Outcomes.delivered(Result.DELIVERED));
		this.display.ended(Outcomes.delivered(Result.RESUMED));

		String delivery = "/data/a.dump → https://s3.example.com/backups/db/a.dump  300.0 MiB in 3 parts, "
				+ "ETag 62109206880d38a4010a98e11243924a-3, 2 min 5 s";
		assertThat(lines()).containsExactly("delivered  " + delivery, "resumed and delivered  " + delivery);
	}

	@Test
	void says_what_failed_and_what_to_do() {
		this.display.ended(Outcomes.undelivered(Result.FAILED, "503 SlowDown; run again later", Cure.RERUN));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "403 AccessDenied; grant it", Cure.PERSON));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "/data/a.dump is not there any more", Cure.NOTHING));
		this.display.ended(UploadOutcome.refused("nightly", Outcomes.FILE, "no key", Cure.RERUN));

		assertThat(lines()).containsExactly(
				"FAILED  /data/a.dump: 503 SlowDown; run again later [upload 7: run again to go on with it]",
				"FAILED  /data/a.dump: 403 AccessDenied; grant it", "FAILED  /data/a.dump is not there any more",
				"FAILED  /data/a.dump: no key");
	}

	@Test
	void says_once_why_many_files_failed() {
		for (int file = 1; file <= 42; file++) {
			this.display.ended(refused("/data/%d.dump".formatted(file), "db/%d.dump".formatted(file)));
		}
		this.display.ended(Outcomes.undelivered(Result.FAILED, "UploadPart 3 of db/a.dump: 503", Cure.RERUN));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "UploadPart 12 of db/a.dump: 503", Cure.RERUN));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "/data/a.dump cannot be read", Cure.PERSON));
		this.display.summary(NOTHING_LEFT, List.of(), 0, Duration.ZERO, 0);

		assertThat(lines()).containsExactly(
				"FAILED  /data/1.dump: PutObject of db/1.dump: 403; correct the credentials, then run again",
				"FAILED  /data/a.dump: UploadPart 3 of db/a.dump: 503 [upload 7: run again to go on with it]",
				"FAILED  /data/a.dump cannot be read",
				"FAILED  … and 41 more files for the same reason as /data/1.dump: "
						+ "/data/2.dump, /data/3.dump, /data/4.dump, …",
				"FAILED  … and 1 more file for the same reason as /data/a.dump: /data/a.dump",
				"longhaul: no files found");
	}

	@Test
	void says_once_why_a_store_could_not_be_tried() {
		for (String trial : List.of("4419ffd5-5dae-4988-a8c6-ccc8ba3875b8", "70ace50f-34e9-4385-92cf-7ab4f94378e0")) {
			this.display.ended(Outcomes.undelivered(Result.FAILED,
					"CreateMultipartUpload of db/.longhaul-trial-" + trial + ": 404 NoSuchBucket", Cure.PERSON));
		}
		this.display.summary(NOTHING_LEFT, List.of(), 0, Duration.ZERO, 0);

		assertThat(lines()).hasSize(3)
			.element(1)
			.asString()
			.startsWith("FAILED  … and 1 more file for the same reason");
	}

	@Test
	void says_of_a_dry_run_too_how_many_more_files_are_refused() {
		this.display.ended(refused("/data/a", "a"));
		this.display.ended(refused("/data/b", "b"));

		assertThat(lines()).endsWith("FAILED  … and 1 more file for the same reason as /data/a: /data/b").hasSize(2);
	}

	@Test
	void says_once_why_many_files_were_stopped() {
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "not begun", null));
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "not begun", null));
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "stopped; run again to go on", null));

		assertThat(lines()).containsExactly("stopped  /data/a.dump: not begun",
				"stopped  /data/a.dump: stopped; run again to go on",
				"stopped  … and 1 more file for the same reason as /data/a.dump: /data/a.dump");
	}

	@Test
	void says_what_was_stopped_and_superseded_and_nothing_of_what_was_skipped() {
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "run again to go on", null));
		this.display.ended(Outcomes.undelivered(Result.SUPERSEDED, "/data/a.dump changed", Cure.ANEW));
		this.display.ended(Outcomes.delivered(Result.SKIPPED));

		assertThat(lines()).containsExactly("stopped  /data/a.dump: run again to go on",
				"aborted  an unfinished upload: /data/a.dump changed");
	}

	@ParameterizedTest
	@CsvSource({ "START, would send", "RESUME, would resume", "SKIP, 'would skip (delivered, unchanged)'" })
	void says_what_a_run_would_do(Action action, String words) {
		this.display
			.planned(new DryRunLine(action, "nightly", "/data/a.dump", "s3://backups", "db/a.dump", 300 * MIB, 1, ""));

		assertThat(lines()).containsExactly(words + "  /data/a.dump → s3://backups/db/a.dump  300.0 MiB in 1 part");
	}

	@Test
	void sums_up() {
		List<UploadOutcome> outcomes = List.of(Outcomes.delivered(Result.SKIPPED), Outcomes.delivered(Result.DELIVERED),
				Outcomes.undelivered(Result.FAILED, "503", Cure.RERUN), Outcomes.delivered(Result.DELIVERED),
				Outcomes.delivered(Result.RESUMED));
		RunPlan plan = new RunPlan(List.of(), List.of(), List.of(Path.of("/data/b"), Path.of("/data/c")), List.of(),
				List.of(), List.of(), true);

		this.display.summary(plan, outcomes, 300 * MIB, Duration.ofSeconds(125), 0);

		assertThat(lines()).containsExactly(
				"longhaul: 2 delivered, 1 resumed, 1 skipped, 1 failed, "
						+ "2 not settled yet (left for the next run), 300.0 MiB sent in 2 min 5 s (2.4 MiB/s)",
				"longhaul: run again; what has arrived is not sent again");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			FAILED     | RERUN   | longhaul: run again; what has arrived is not sent again
			FAILED     | ANEW    | longhaul: run again; what has arrived is not sent again
			STOPPED    | -       | longhaul: run again; what has arrived is not sent again
			FAILED     | PERSON  | longhaul: needs a person: see the lines that begin with FAILED, then run again
			FAILED     | NOTHING | longhaul: needs a person: see the lines that begin with FAILED, then run again
			SUPERSEDED | ANEW    | -
			ABORTED    | -       | -
			""")
	void says_last_what_to_do(Result result, @Nullable Cure cure, @Nullable String advice) {
		UploadOutcome outcome = Outcomes.undelivered(result, "because", cure);
		this.display.summary(NOTHING_LEFT, List.of(outcome), 0, Duration.ZERO, 0);

		assertThat(lines().subList(1, lines().size())).isEqualTo((advice != null) ? List.of(advice) : List.of());
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
		this.quiet.summary(NOTHING_LEFT, outcomes, 0, Duration.ZERO, 0);

		assertThat(lines()).containsExactly("longhaul: 1 delivered, 1 resumed, 1 skipped");
	}

	@Test
	void says_quietly_what_did_not_go_well_and_why() {
		List<UploadOutcome> outcomes = List.of(Outcomes.delivered(Result.DELIVERED),
				Outcomes.undelivered(Result.FAILED, "403 AccessDenied; grant it", Cure.PERSON),
				Outcomes.undelivered(Result.STOPPED, "not begun", null),
				Outcomes.undelivered(Result.SUPERSEDED, "/data/a.dump changed", Cure.ANEW));
		outcomes.forEach(this.quiet::ended);
		this.quiet.summary(NOTHING_LEFT, outcomes, 0, Duration.ZERO, 0);

		assertThat(lines()).containsExactly("FAILED  /data/a.dump: 403 AccessDenied; grant it",
				"stopped  /data/a.dump: not begun", "aborted  an unfinished upload: /data/a.dump changed",
				"longhaul: 1 delivered, 1 superseded, 1 failed, 1 stopped",
				"longhaul: needs a person: see the lines that begin with FAILED, then run again");
	}

	@Test
	void says_what_a_run_would_do_and_quietly_only_in_numbers() {
		DryRunLine line = new DryRunLine(Action.START, "nightly", "/data/a", "s3://b", "a", 1, 1, "");
		this.display.planned(line);
		this.quiet.planned(line);
		this.quiet.planned(new PlanSummary(1, 0, 2, 0, 0, 0, 3, List.of("weekly")));
		this.quiet.planned(new PlanSummary(0, 0, 0, 0, 0, 0, 0, List.of("weekly")));

		assertThat(lines()).containsExactly("would send  /data/a → s3://b/a  1 bytes in 1 part",
				"longhaul: 1 would be sent, 2 would be skipped, 3 not settled yet (left for the next run), "
						+ "no files found for weekly",
				"longhaul: no files found");
	}

	@Test
	void sums_up_a_run_that_found_or_sent_nothing() {
		this.display.summary(NOTHING_LEFT, List.of(), 0, Duration.ZERO, 0);
		this.display.summary(new RunPlan(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false),
				List.of(), 0, Duration.ZERO, 0);
		this.display.summary(NOTHING_LEFT, List.of(Outcomes.delivered(Result.SKIPPED)), 0, Duration.ofSeconds(1), 0);
		this.display.summary(NOTHING_LEFT, List.of(Outcomes.delivered(Result.DELIVERED)), 5, Duration.ZERO, 0);

		assertThat(lines()).containsExactly("longhaul: no files found", "longhaul: nothing to go on with",
				"longhaul: 1 skipped", "longhaul: 1 delivered, 5 bytes sent in 0 s (4.9 KiB/s)");
	}

	@Test
	void names_the_definitions_without_files_beside_those_that_found_some() {
		List<UploadOutcome> skipped = List.of(Outcomes.delivered(Result.SKIPPED));
		this.display.summary(without("mail", "web"), skipped, 0, Duration.ZERO, 0);
		this.quiet.summary(without("mail"), List.of(Outcomes.delivered(Result.DELIVERED)), 5, Duration.ZERO, 0);
		this.display.summary(without("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"), skipped, 0,
				Duration.ZERO, 0);
		this.display.summary(without("mail", "web"), List.of(), 0, Duration.ZERO, 0);

		assertThat(lines()).containsExactly("longhaul: 1 skipped, no files found for mail, web",
				"longhaul: 1 delivered, no files found for mail, 5 bytes sent in 0 s (4.9 KiB/s)",
				"longhaul: 1 skipped, no files found for a, b, c, d, e, f, g, h, i, j and 2 more",
				"longhaul: no files found");
	}

	private static RunPlan without(String... definitions) {
		return new RunPlan(List.of(), List.of(), List.of(), List.of(), List.of(definitions), List.of(), true);
	}

	@ParameterizedTest
	@EnumSource(Result.class)
	void writes_no_control_characters_and_one_line_whatever_the_file_is_called(Result result) {
		Path file = Path.of("/data", HOSTILE);
		boolean saysWhy = result == Result.FAILED || result == Result.SUPERSEDED;
		String message = saysWhy ? file + " cannot be read" : "";

		this.display.ended(new UploadOutcome(result, "nightly", file, 7, HOSTILE, message, Cure.PERSON,
				Optional.of(Outcomes.receipt(HOSTILE))));

		assertPlain((result == Result.SKIPPED) ? 0 : 1);
	}

	@Test
	void writes_no_control_characters_of_plans_and_progress_either() {
		Transfer transfer = transfer("/data/" + HOSTILE, 100);
		this.display.progress(List.of(transfer));
		transfer.sent(50);
		this.display.progress(List.of(transfer));
		this.display.planned(new DryRunLine(Action.START, "nightly", HOSTILE, "s3://backups", HOSTILE, 1, 1, ""));

		assertPlain(2);
	}

	@Test
	void writes_names_in_utf_8() {
		this.display.planned(new DryRunLine(Action.START, "nightly", "/data/grüße 😀", "s3://b", "日本", 1, 1, ""));

		assertThat(lines()).containsExactly("would send  /data/grüße 😀 → s3://b/日本  1 bytes in 1 part");
	}

	private void assertPlain(int lines) {
		List<Integer> controls = new ArrayList<>();
		text().chars()
			.filter((character) -> Character.isISOControl(character) && character != '\n')
			.forEach(controls::add);
		assertThat(controls).isEmpty();
		assertThat(lines()).hasSize(lines);
	}

	private List<String> lines() {
		return text().lines().toList();
	}

	private String text() {
		this.display.close();
		return this.written.toString(StandardCharsets.UTF_8);
	}

	private static UploadOutcome refused(String file, String key) {
		return new UploadOutcome(Result.FAILED, "nightly", Path.of(file), 0, key,
				"PutObject of " + key + ": 403; correct the credentials, then run again", Cure.PERSON,
				Optional.empty());
	}

	private static Transfer transfer(String file, long size) {
		return new Transfer(Path.of(file), size, (bytes) -> {
		});
	}

}
