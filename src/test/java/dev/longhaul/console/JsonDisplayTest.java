package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.console.RunDisplay.DryRunLine;
import dev.longhaul.history.Decision.Action;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.report.ExecutionView;
import dev.longhaul.report.OtherUpload;
import dev.longhaul.report.Prospect;
import dev.longhaul.report.RangeView;
import dev.longhaul.report.UploadDetails;
import dev.longhaul.report.UploadView;
import dev.longhaul.report.UploadView.State;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Transfer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What programs read: one JSON object a line, with the fields they rely on.
 */
class JsonDisplayTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");

	private static final String HOSTILE = "/data/evil\n\"name\"\\\u001b[31m";

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final Console console = new Console(new PrintStream(this.written, true, StandardCharsets.UTF_8), System.err,
			true, Clock.systemUTC());

	private final RunDisplay display = this.console.run(true);

	@Test
	void tells_quietly_of_what_did_not_go_well_each_file_on_its_own() {
		RunDisplay quiet = this.console.quietRun(true);
		quiet.ended(Outcomes.delivered(Result.DELIVERED));
		quiet.ended(Outcomes.undelivered(Result.FAILED, "403 AccessDenied; grant it", Cure.PERSON));
		quiet.ended(Outcomes.undelivered(Result.FAILED, "403 AccessDenied; grant it", Cure.PERSON));
		quiet.close();

		assertThat(this.written.toString(StandardCharsets.UTF_8).lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(text(JSON.readTree(line), "result")).isEqualTo("failed"));
	}

	@Test
	void tells_of_a_delivered_upload_with_its_receipt() {
		this.display.ended(Outcomes.delivered(Result.RESUMED));

		JsonNode line = line();
		assertThat(line.propertyNames()).containsExactlyInAnyOrder("event", "result", "definition", "file", "upload",
				"key", "receipt");
		assertThat(text(line, "event")).isEqualTo("upload");
		assertThat(text(line, "result")).isEqualTo("resumed");
		assertThat(text(line, "definition")).isEqualTo("nightly");
		assertThat(text(line, "file")).isEqualTo("/data/a.dump");
		assertThat(line.get("upload").asLong()).isEqualTo(7);
		assertThat(text(line, "key")).isEqualTo("db/a.dump");
		JsonNode receipt = line.get("receipt");
		assertThat(receipt.propertyNames()).containsExactlyInAnyOrder("file", "size", "modified", "destination", "key",
				"versionId", "etag", "parts", "partSize", "checksum", "proof", "attempt", "runs", "bytesSent", "begun",
				"delivered", "format", "marker");
		assertThat(receipt.get("size").asLong()).isEqualTo(300 << 20);
		assertThat(text(receipt, "etag")).isEqualTo("62109206880d38a4010a98e11243924a-3");
		assertThat(text(receipt, "delivered")).isEqualTo("2026-03-01T12:02:05Z");
		assertThat(receipt.get("versionId").isNull()).isTrue();
	}

	@Test
	void tells_of_a_failure_who_can_cure_it() {
		this.display.ended(Outcomes.undelivered(Result.FAILED, "403 AccessDenied", Cure.PERSON));

		JsonNode line = line();
		assertThat(text(line, "result")).isEqualTo("failed");
		assertThat(text(line, "cure")).isEqualTo("person");
		assertThat(text(line, "message")).isEqualTo("403 AccessDenied");
		assertThat(line.has("receipt")).isFalse();
	}

	@Test
	void tells_what_a_run_would_do() {
		this.display
			.planned(new DryRunLine(Action.SKIP, "nightly", "/data/a", "s3://backups", "db/a", 1L << 40, 5000, ""));

		JsonNode line = line();
		assertThat(text(line, "event")).isEqualTo("plan");
		assertThat(text(line, "action")).isEqualTo("skip");
		assertThat(text(line, "definition")).isEqualTo("nightly");
		assertThat(text(line, "file")).isEqualTo("/data/a");
		assertThat(text(line, "destination")).isEqualTo("s3://backups");
		assertThat(text(line, "key")).isEqualTo("db/a");
		assertThat(line.get("size").asLong()).isEqualTo(1L << 40);
		assertThat(line.get("parts").asInt()).isEqualTo(5000);
	}

	@Test
	void sums_up() {
		List<UploadOutcome> outcomes = List.of(Outcomes.delivered(Result.DELIVERED),
				Outcomes.delivered(Result.DELIVERED), Outcomes.undelivered(Result.FAILED, "503", Cure.RERUN));
		RunPlan plan = new RunPlan(List.of(), List.of(), List.of(Outcomes.unsettled("/data/b")), List.of(),
				List.of("weekly"), List.of(), true);

		this.display.summary(new RunSummary(plan, outcomes, 1234, Duration.ofMillis(5678), 0));

		JsonNode line = line();
		assertThat(text(line, "event")).isEqualTo("summary");
		assertThat(line.get("delivered").asInt()).isEqualTo(2);
		assertThat(line.get("failed").asInt()).isEqualTo(1);
		for (String none : List.of("resumed", "skipped", "superseded", "stopped")) {
			assertThat(line.get(none).asInt()).isZero();
		}
		assertThat(line.get("unsettled").asInt()).isEqualTo(1);
		assertThat(line.get("withoutFiles")).extracting(JsonNode::asString).containsExactly("weekly");
		assertThat(line.get("bytesSent").asLong()).isEqualTo(1234);
		assertThat(line.get("millis").asLong()).isEqualTo(5678);
	}

	@Test
	void writes_one_line_whatever_a_file_is_called() {
		this.display.planned(new DryRunLine(Action.START, "nightly", HOSTILE, "s3://backups", HOSTILE, 1, 1, ""));

		assertThat(text(line(), "file")).isEqualTo(HOSTILE);
	}

	@Test
	void says_nothing_of_progress() {
		this.display.progress(List.of(new Transfer(Path.of("/data/a"), 10, (bytes) -> {
		})));
		this.display.close();

		assertThat(this.written.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void tells_how_an_upload_stands() {
		this.console.uploads(List.of(view()), true);

		JsonNode line = line();
		assertThat(line.propertyNames()).containsExactlyInAnyOrder("upload", "state", "definition", "file", "size",
				"destination", "key", "attempt", "parts", "partsStored", "bytesStored", "runs", "begun", "updated",
				"bytesPerSecond", "left", "failure", "receipt", "nodes", "prospect");
		assertThat(line.get("upload").asLong()).isEqualTo(7);
		assertThat(text(line, "state")).isEqualTo("RUNNING");
		assertThat(text(line, "begun")).isEqualTo("2026-03-01T12:00:00Z");
		assertThat(text(line, "left")).isEqualTo("PT5M");
		assertThat(line.get("failure").isNull()).isTrue();
		assertThat(line.get("partsStored").asInt()).isEqualTo(2);
	}

	@Test
	void writes_nothing_where_nothing_is_under_way() {
		this.console.uploads(List.of(), true);

		assertThat(this.written.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void tells_all_of_one_upload() {
		this.console.show(details(), true);

		JsonNode line = line();
		assertThat(line.get("upload").get("upload").asLong()).isEqualTo(7);
		JsonNode run = line.get("runs").get(0);
		assertThat(run.get("execution").asLong()).isEqualTo(3);
		assertThat(text(run, "status")).isEqualTo("STARTED");
		assertThat(run.get("ended").isNull()).isTrue();
		JsonNode range = line.get("ranges").get(0);
		assertThat(range.get("first").asInt()).isEqualTo(1);
		assertThat(range.get("last").asInt()).isEqualTo(3);
		assertThat(range.get("stored").asInt()).isEqualTo(2);
		assertThat(range.get("bytesSent").asLong()).isEqualTo(20);
		assertThat(run.get("killed").asBoolean()).isTrue();
		assertThat(text(line, "source")).isEqualTo("moved to /sent/a");
		assertThat(line.get("others").get(0).get("upload").asLong()).isEqualTo(5);
	}

	@Test
	void tells_in_words_of_killed_executions_the_file_and_its_other_uploads() {
		this.console.show(details(), false);

		assertThat(this.written.toString(StandardCharsets.UTF_8)).contains("file      /data/a, 30 bytes\n",
				"execution 3  killed  ", "source    moved to /sent/a\n",
				"other     upload 5 of this file: aborted, attempt 1 of definition nightly, 30 bytes, begun 2026-03-01T12:00:00Z\n");
	}

	private static UploadDetails details() {
		return new UploadDetails(view(), List.of(new ExecutionView(3, "STARTED", BEGUN, null, 2, true)),
				List.of(new RangeView(1, 3, 2, 20)), "moved to /sent/a",
				List.of(new OtherUpload(5, State.ABORTED, "nightly", 1, 30, BEGUN)));
	}

	@Test
	void tells_the_same_in_words_without_control_characters() {
		UploadView hostile = new UploadView(7, State.FAILED, "nightly", HOSTILE, 30, "s3://backups", HOSTILE, 1, 3, 2,
				20, 1, BEGUN, BEGUN, 0, null, HOSTILE + " cannot be read", null, List.of(), Prospect.NONE);

		this.console.uploads(List.of(hostile), false);
		this.console.show(new UploadDetails(hostile, List.of(), List.of(), HOSTILE, List.of()), false);

		String text = this.written.toString(StandardCharsets.UTF_8);
		assertThat(text)
			.startsWith("7  nightly  failed  /data/evil?\"name\"\\?[31m  2/3 parts stored, 66 % of 30 bytes\n");
		assertThat(text.chars().filter((character) -> Character.isISOControl(character) && character != '\n'))
			.isEmpty();
		this.written.reset();
		this.console.uploads(List.of(), false);
		assertThat(this.written.toString(StandardCharsets.UTF_8)).isEqualTo("nothing is under way or unfinished\n");
	}

	@Test
	void says_in_words_once_why_many_uploads_failed() {
		this.console.uploads(List.of(failed(7, "/data/a"), failed(8, "/data/b"), failed(9, "/data/c")), false);

		assertThat(this.written.toString(StandardCharsets.UTF_8).lines()).containsExactly(
				"7  nightly  failed  /data/a  2/3 parts stored, 66 % of 30 bytes",
				"   PutObject of key-7: 403; look at /data/a",
				"8  nightly  failed  /data/b  2/3 parts stored, 66 % of 30 bytes, for the same reason as upload 7",
				"9  nightly  failed  /data/c  2/3 parts stored, 66 % of 30 bytes, for the same reason as upload 7");
	}

	private static UploadView failed(long upload, String file) {
		String key = "key-" + upload;
		return new UploadView(upload, State.FAILED, "nightly", file, 30, "s3://backups", key, 1, 3, 2, 20, 1, BEGUN,
				BEGUN, 0, null, "PutObject of %s: 403; look at %s".formatted(key, file), null, List.of(),
				Prospect.NONE);
	}

	@Test
	void has_no_cure_where_nothing_failed() {
		this.display.ended(new UploadOutcome(Result.STOPPED, "nightly", Outcomes.FILE, 0, "k", "not begun", null,
				Optional.empty()));

		assertThat(line().propertyNames()).doesNotContain("cure", "receipt");
	}

	private static UploadView view() {
		return new UploadView(7, State.RUNNING, "nightly", "/data/a", 30, "s3://backups", "db/a", 1, 3, 2, 20, 1, BEGUN,
				BEGUN.plusSeconds(9), 10, Duration.ofMinutes(5), null, null, List.of("a", "b"), Prospect.NONE);
	}

	private static String text(JsonNode node, String field) {
		return node.get(field).asString();
	}

	private JsonNode line() {
		List<String> lines = this.written.toString(StandardCharsets.UTF_8).lines().toList();
		assertThat(lines).hasSize(1);
		return JSON.readTree(lines.get(0));
	}

}
