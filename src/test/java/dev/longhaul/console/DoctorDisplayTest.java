package dev.longhaul.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.longhaul.doctor.Check;
import dev.longhaul.doctor.Check.Result;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a pre-flight says, to people and to programs.
 */
class DoctorDisplayTest {

	private static final List<Check> CHECKS = List.of(new Check(null, "java", Result.OK, "Java 25", null),
			new Check("nightly", "files", Result.NOTE, "a\nb is odd", null),
			new Check("nightly", "clock", Result.WARN, "2 min behind", "set it"),
			new Check("nightly", "create", Result.FAIL, "403", "grant it"),
			new Check("nightly", "part", Result.SKIPPED, "not checked, because no upload could be begun", null));

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.written, true, StandardCharsets.UTF_8);

	@Test
	void people_read_a_line_for_each_check_with_what_to_do_and_a_count() {
		show(new DoctorDisplay(this.out, false));

		assertThat(written()).containsExactly("ok    java: Java 25", "note  nightly files: a?b is odd",
				"WARN  nightly clock: 2 min behind; set it", "FAIL  nightly create: 403; grant it",
				"skip  nightly part: not checked, because no upload could be begun",
				"longhaul: 1 ok, 1 note, 1 warning, 1 FAILED, 1 skipped");
	}

	@Test
	void programs_read_one_object_a_line() {
		show(new DoctorDisplay(this.out, true));

		JsonMapper mapper = JsonMapper.builder().build();
		List<JsonNode> lines = written().stream().map(mapper::readTree).toList();
		assertThat(lines).hasSize(6);
		assertThat(lines.get(0).propertyNames()).containsExactly("event", "definition", "check", "result", "message",
				"advice");
		assertThat(lines.get(0).get("definition").isNull()).isTrue();
		assertThat(lines.get(3).get("event").asString()).isEqualTo("check");
		assertThat(lines.get(3).get("definition").asString()).isEqualTo("nightly");
		assertThat(lines.get(3).get("check").asString()).isEqualTo("create");
		assertThat(lines.get(3).get("advice").asString()).isEqualTo("grant it");
		assertThat(lines.subList(0, 5)).extracting((line) -> line.get("result").asString())
			.containsExactly("ok", "note", "warn", "fail", "skipped");
		assertThat(lines.get(5).propertyNames()).containsExactly("event", "ok", "note", "warn", "fail", "skipped");
		assertThat(lines.get(5).get("fail").asInt()).isEqualTo(1);
	}

	private static void show(DoctorDisplay display) {
		CHECKS.forEach(display::checked);
		display.summary(CHECKS);
	}

	private List<String> written() {
		return this.written.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
