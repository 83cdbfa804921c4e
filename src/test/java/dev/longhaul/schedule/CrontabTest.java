package dev.longhaul.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.scheduling.support.CronExpression;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The crontab in config/ is one that cron reads and Longhaul understands.
 */
class CrontabTest {

	private static final Path CRONTAB = Path.of("config/cron/longhaul.cron");

	private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(.*)");

	/** Five fields, the user, the command. */
	private static final Pattern ENTRY = Pattern.compile("\\s*((?:\\S+\\s+){5})([a-z][a-z0-9_-]*)\\s+(.+)");

	private final Map<String, String> variables = new HashMap<>();

	private final Map<String, String> times = new HashMap<>();

	CrontabTest() throws IOException {
		for (String line : Files.readAllLines(CRONTAB)) {
			Matcher variable = VARIABLE.matcher(line);
			Matcher entry = ENTRY.matcher(line);
			if (variable.matches()) {
				this.variables.put(variable.group(1), variable.group(2));
			}
			else if (!line.isBlank() && !line.startsWith("#")) {
				assertThat(entry.matches()).as("five fields, a user and a command: %s", line).isTrue();
				assertThat(entry.group(2)).as("user of: %s", line).isEqualTo("longhaul");
				this.times.put(entry.group(3), entry.group(1).strip());
			}
		}
	}

	@Test
	void runs_at_night_and_again_in_the_morning_sweeps_and_all_mails_can_be_read() {
		assertThat(this.times.keySet()).extracting((command) -> Words.behindLauncher(command).command())
			.containsExactlyInAnyOrder("run", "run", "sweep");
		assertThat(this.times.keySet()).filteredOn((command) -> !command.contains(" sweep"))
			.allSatisfy((command) -> assertThat(command).contains(" --quiet"));
		assertThat(this.times.keySet())
			.allSatisfy((command) -> assertThat(command).startsWith("cd /opt/longhaul && bin/longhaul ")
				.as("cron makes a line's end of it")
				.doesNotContain("%"));
		assertThat(this.times.values())
			.allSatisfy((fields) -> assertThat(CronExpression.isValidExpression("0 " + fields)).as(fields).isTrue());
	}

	@Test
	void sweeps_once_a_week() {
		String fields = this.times.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().contains(" sweep"))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow();
		CronExpression sweep = CronExpression.parse("0 " + fields);
		LocalDateTime first = Objects.requireNonNull(sweep.next(LocalDateTime.of(2026, 1, 1, 0, 0)));

		assertThat(sweep.next(first)).isEqualTo(first.plusWeeks(1));
	}

	@Test
	void says_all_that_cron_does_not() {
		assertThat(this.variables).containsKeys("MAILTO", "LONGHAUL_HOME", "LONGHAUL_JOBS")
			.containsEntry("SHELL", "/bin/sh")
			.containsEntry("LC_ALL", "C.UTF-8");
		assertThat(List.of(this.variables.getOrDefault("PATH", "").split(":"))).contains("/usr/bin", "/bin");
		assertThat(this.variables.values()).as("cron does not fill variables in variables")
			.noneMatch((value) -> value.contains("$"));
	}

	@Test
	void ends_its_last_line() throws IOException {
		// cron passes over a last line without its end
		assertThat(Files.readString(CRONTAB, StandardCharsets.UTF_8)).endsWith("\n").doesNotContain("\r");
	}

}
