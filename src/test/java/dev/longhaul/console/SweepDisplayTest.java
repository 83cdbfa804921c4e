package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.longhaul.sweep.SweptUpload;
import dev.longhaul.sweep.SweptUpload.Result;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a sweep says, to people and to programs.
 */
class SweepDisplayTest {

	private static final SweptUpload ABORTED = new SweptUpload(Result.ABORTED, "s3://corp", "db/a\nb.dump", "id-1",
			Instant.parse("2026-03-01T12:00:00Z"), 7, "left over from upload 7, which has ended", null);

	private static final SweptUpload FOREIGN = new SweptUpload(Result.FOREIGN, "s3://corp", "other", "id-2",
			Instant.parse("2026-03-01T12:00:00Z"), 0, "not begun by Longhaul with this home", null);

	private static final SweptUpload FAILED = new SweptUpload(Result.FAILED, "s3://corp", "", "", null, 0,
			"ListMultipartUploads of corp: 403 AccessDenied", Cure.PERSON);

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.written, true, StandardCharsets.UTF_8);

	@Test
	void people_read_a_line_for_each_upload_of_ours_and_a_count() {
		SweepDisplay display = new SweepDisplay(this.out, false);
		List<SweptUpload> swept = List.of(ABORTED, FOREIGN, FAILED);
		swept.forEach(display::swept);
		display.summary(swept);

		assertThat(written()).containsExactly(
				"aborted  s3://corp/db/a?b.dump (upload id id-1): left over from upload 7, which has ended",
				"FAILED  s3://corp: ListMultipartUploads of corp: 403 AccessDenied",
				"longhaul: 1 aborted, 1 not ours, left alone (s3://corp/other), 1 FAILED");
	}

	@Test
	void of_those_that_are_not_ours_the_first_are_named() {
		new SweepDisplay(this.out, false).summary(List.of(FOREIGN, FOREIGN, FOREIGN, FOREIGN));

		assertThat(written())
			.containsExactly("longhaul: 4 not ours, left alone (s3://corp/other, s3://corp/other, s3://corp/other, …)");
	}

	@Test
	void nothing_found_is_said_too() {
		new SweepDisplay(this.out, false).summary(List.of());

		assertThat(written()).containsExactly("longhaul: nothing was left behind");
	}

	@Test
	void programs_read_one_object_a_line() {
		SweepDisplay display = new SweepDisplay(this.out, true);
		display.swept(ABORTED);
		display.swept(FAILED);
		display.summary(List.of(ABORTED, FAILED));

		assertThat(written()).hasSize(2);
		JsonNode aborted = JsonMapper.builder().build().readTree(written().get(0));
		assertThat(aborted.propertyNames()).containsExactly("event", "result", "destination", "key", "uploadId",
				"initiated", "upload", "message");
		assertThat(aborted.get("result").asString()).isEqualTo("aborted");
		assertThat(aborted.get("initiated").asString()).isEqualTo("2026-03-01T12:00:00Z");
		JsonNode failed = JsonMapper.builder().build().readTree(written().get(1));
		assertThat(failed.get("cure").asString()).isEqualTo("person");
	}

	private List<String> written() {
		return this.written.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
