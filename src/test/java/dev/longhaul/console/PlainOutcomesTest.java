package dev.longhaul.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.longhaul.console.RunDisplay.DryRunLine;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Transfer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.longhaul.console.NightMail.MIB;
import static dev.longhaul.console.NightMail.NOTHING_LEFT;
import static dev.longhaul.console.NightMail.transfer;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in the mail of a nightly run of each file: how it ended, and why.
 */
class PlainOutcomesTest {

	private static final String HOSTILE = "evil\u001b[31m\n\r\u0007\tname";

	private final NightMail mail = new NightMail();

	private final RunDisplay display = this.mail.display();

	@Test
	void says_how_a_delivered_file_was_delivered() {
		this.display.ended(Outcomes.delivered(Result.DELIVERED));
		this.display.ended(Outcomes.delivered(Result.RESUMED));

		String delivery = "/data/a.dump → https://s3.example.com/backups/db/a.dump  300.0 MiB in 3 parts, "
				+ "ETag 62109206880d38a4010a98e11243924a-3, ";
		assertThat(this.mail.lines()).containsExactly("delivered  " + delivery + "2 min 5 s",
				"resumed and delivered  " + delivery + "in 2 executions since 2026-03-01T12:00:00Z");
	}

	@Test
	void says_what_failed_and_what_to_do() {
		this.display.ended(Outcomes.undelivered(Result.FAILED, "503 SlowDown; run again later", Cure.RERUN));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "403 AccessDenied; grant it", Cure.PERSON));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "/data/a.dump is not there any more", Cure.NOTHING));
		this.display.ended(UploadOutcome.refused("nightly", Outcomes.FILE, "no key", Cure.RERUN));

		assertThat(this.mail.lines()).containsExactly(
				"FAILED  /data/a.dump: 503 SlowDown; run again later [upload 7: run again to go on with it]",
				"FAILED  /data/a.dump: 403 AccessDenied; grant it", "FAILED  /data/a.dump is not there any more",
				"FAILED  /data/a.dump: no key");
	}

	@Test
	void says_what_was_stopped_and_superseded_and_nothing_of_what_was_skipped() {
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "run again to go on", null));
		this.display.ended(Outcomes.undelivered(Result.SUPERSEDED, "/data/a.dump changed", Cure.ANEW));
		this.display.ended(Outcomes.delivered(Result.SKIPPED));

		assertThat(this.mail.lines()).containsExactly("stopped  /data/a.dump: run again to go on",
				"aborted  an unfinished upload: /data/a.dump changed");
	}

	@Test
	void says_once_why_many_files_failed() {
		for (int file = 1; file <= 42; file++) {
			this.display.ended(refused("/data/%d.dump".formatted(file), "db/%d.dump".formatted(file)));
		}
		this.display.ended(Outcomes.undelivered(Result.FAILED, "UploadPart 3 of db/a.dump: 503", Cure.RERUN));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "UploadPart 12 of db/a.dump: 503", Cure.RERUN));
		this.display.ended(Outcomes.undelivered(Result.FAILED, "/data/a.dump cannot be read", Cure.PERSON));
		this.display.summary(new RunSummary(NOTHING_LEFT, List.of(), 0, Duration.ZERO, 0));

		assertThat(this.mail.lines()).containsExactly(
				"FAILED  /data/1.dump: PutObject of db/1.dump: 403; correct the credentials, then run again",
				"FAILED  /data/a.dump: UploadPart 3 of db/a.dump: 503 [upload 7: run again to go on with it]",
				"FAILED  /data/a.dump cannot be read",
				"FAILED  … and 41 more files for the same reason as /data/1.dump: "
						+ "/data/2.dump, /data/3.dump, /data/4.dump, …",
				"FAILED  … and 1 more file for the same reason as /data/a.dump: /data/a.dump",
				"longhaul: no files found");
	}

	@Test
	void says_once_that_credentials_are_wrong_whatever_was_asked_for_with_them() {
		for (String request : List.of("CreateMultipartUpload", "PutObject", "UploadPart 3", "ListParts")) {
			this.display.ended(Outcomes.undelivered(Result.FAILED,
					request + " of db/a.dump: 403 InvalidAccessKeyId; correct the credentials, then run again",
					Cure.PERSON));
		}
		this.display.close();

		assertThat(this.mail.lines()).hasSize(2)
			.last()
			.asString()
			.startsWith("FAILED  … and 3 more files for the same reason");
	}

	@Test
	void says_once_which_right_is_missing_to_send_large_files_and_small_ones() {
		for (String request : List.of("CreateMultipartUpload", "PutObject", "UploadPart 3", "ListParts")) {
			this.display.ended(Outcomes.undelivered(Result.FAILED,
					request + " of db/a.dump: 403 AccessDenied; grant this right", Cure.PERSON));
		}
		this.display.close();

		assertThat(this.mail.lines()).as("to list is another right").hasSize(3);
	}

	@Test
	void says_once_why_many_aborts_failed() {
		for (int upload = 7; upload < 9; upload++) {
			this.display.ended(Outcomes.undelivered(Result.FAILED,
					"the abort failed ('longhaul abort --forget %d' ends it): 404".formatted(upload), Cure.PERSON));
		}
		this.display.close();

		assertThat(this.mail.lines()).hasSize(2);
	}

	@Test
	void says_once_why_a_store_could_not_be_tried() {
		for (String trial : List.of("4419ffd5-5dae-4988-a8c6-ccc8ba3875b8", "70ace50f-34e9-4385-92cf-7ab4f94378e0")) {
			this.display.ended(Outcomes.undelivered(Result.FAILED,
					"CreateMultipartUpload of db/.longhaul-trial-" + trial + ": 403 AccessDenied", Cure.PERSON));
		}
		this.display.summary(new RunSummary(NOTHING_LEFT, List.of(), 0, Duration.ZERO, 0));

		assertThat(this.mail.lines()).hasSize(3)
			.element(1)
			.asString()
			.startsWith("FAILED  … and 1 more file for the same reason");
	}

	@Test
	void says_of_a_dry_run_too_how_many_more_files_are_refused() {
		this.display.ended(refused("/data/a", "a"));
		this.display.ended(refused("/data/b", "b"));

		assertThat(this.mail.lines()).endsWith("FAILED  … and 1 more file for the same reason as /data/a: /data/b")
			.hasSize(2);
	}

	@Test
	void says_once_why_many_files_were_stopped() {
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "not begun", null));
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "not begun", null));
		this.display.ended(Outcomes.undelivered(Result.STOPPED, "run again to go on", null));

		assertThat(this.mail.lines()).containsExactly("stopped  /data/a.dump: not begun",
				"stopped  /data/a.dump: run again to go on",
				"stopped  … and 1 more file for the same reason as /data/a.dump: /data/a.dump");
	}

	@ParameterizedTest
	@CsvSource({ "START, would send", "RESUME, would resume", "SKIP, 'would skip (delivered, unchanged)'" })
	void says_what_a_run_would_do(Action action, String words) {
		this.display
			.planned(new DryRunLine(action, "nightly", "/data/a.dump", "s3://backups", "db/a.dump", 300 * MIB, 1, ""));

		assertThat(this.mail.lines())
			.containsExactly(words + "  /data/a.dump → s3://backups/db/a.dump  300.0 MiB in 1 part");
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

		assertThat(this.mail.lines()).containsExactly("would send  /data/grüße 😀 → s3://b/日本  1 byte in 1 part");
	}

	private void assertPlain(int lines) {
		List<Integer> controls = new ArrayList<>();
		this.mail.text()
			.chars()
			.filter((character) -> Character.isISOControl(character) && character != '\n')
			.forEach(controls::add);
		assertThat(controls).isEmpty();
		assertThat(this.mail.lines()).hasSize(lines);
	}

	private static UploadOutcome refused(String file, String key) {
		return new UploadOutcome(Result.FAILED, "nightly", Path.of(file), 0, key,
				"PutObject of " + key + ": 403; correct the credentials, then run again", Cure.PERSON,
				Optional.empty());
	}

}
