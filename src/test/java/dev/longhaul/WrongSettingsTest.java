package dev.longhaul;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with the settings of a process is said before anything begins.
 */
class WrongSettingsTest {

	private static final int USAGE = 2;

	@RegisterExtension
	final Settings settings = new Settings();

	@ParameterizedTest
	@ValueSource(strings = { "run", "watch" })
	void are_all_told_and_no_home_is_made(String command, @TempDir Path folder) {
		this.settings.set("memory", "much");
		this.settings.set("shutdown-grace", "20");
		this.settings.set("page-cache", "secret${NOWHERE}");

		try (Night night = Night.in(folder)) {
			TypedCommand refused = TypedCommand.in(folder, command);

			assertThat(refused.exitCode()).as("%s", refused).isEqualTo(USAGE);
			assertThat(refused.err())
				.contains("longhaul.memory 'much' is no size", "longhaul.shutdown-grace '20' is not a duration",
						"a setting names ${NOWHERE}")
				.doesNotContain("secret");
			assertThat(folder.resolve("home")).doesNotExist();
			assertThat(night.s3().requests()).isEmpty();
		}
	}

	/** It would begin all anew, in a repository in the home. */
	@ParameterizedTest
	@ValueSource(strings = { "run", "status", "sweep" })
	void of_another_repository_that_is_mistyped_are_refused(String command, @TempDir Path folder) {
		this.settings.set("repository.ulr", "jdbc:postgresql://db.example.com/longhaul");
		try (Night night = Night.in(folder)) {
			TypedCommand refused = TypedCommand.in(folder, command);

			assertThat(refused.exitCode()).as("%s", refused).isEqualTo(USAGE);
			assertThat(refused.err())
				.contains("the option -Dlonghaul.repository.ulr: unknown setting longhaul.repository.ulr; "
						+ "did you mean longhaul.repository.url?");
			assertThat(folder.resolve("home")).doesNotExist();
			assertThat(night.s3().requests()).isEmpty();
		}
	}

	@Test
	void of_spring_boot_are_told_too(@TempDir Path folder) {
		this.settings.set("memory", "much");
		System.setProperty("logging.level.org.example", "NOPE");
		try (Night night = Night.in(folder)) {
			TypedCommand refused = TypedCommand.in(folder, "run");

			assertThat(refused.exitCode()).as("%s", refused).isEqualTo(USAGE);
			assertThat(refused.err()).contains("longhaul.memory 'much' is no size",
					"the option -Dlogging.level.org.example: logging.level.org.example 'NOPE' is no level");
			assertThat(folder.resolve("home")).doesNotExist();
			assertThat(night.s3().requests()).isEmpty();
		}
		finally {
			System.clearProperty("logging.level.org.example");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{'longhaul': {'repository': {'password': secret | (SPRING_APPLICATION_JSON) is no JSON object",
			"['secret'] | (SPRING_APPLICATION_JSON) is no JSON object",
			"{\"longhaul\": {\"memory\": \"much\"}} | longhaul.memory 'much' is no size",
			"{\"longhaul\": {\"memry\": \"secret\"}} | unknown setting longhaul.memry; did you mean longhaul.memory?" })
	void as_json_are_told_too(String json, String problem, @TempDir Path folder) {
		System.setProperty("spring.application.json", json);
		try (Night night = Night.in(folder)) {
			TypedCommand refused = TypedCommand.in(folder, "run");

			assertThat(refused.exitCode()).as("%s", refused).isEqualTo(USAGE);
			assertThat(refused.err()).contains(problem).doesNotContain("secret");
			assertThat(folder.resolve("home")).doesNotExist();
			assertThat(night.s3().requests()).isEmpty();
		}
		finally {
			System.clearProperty("spring.application.json");
		}
	}

}
