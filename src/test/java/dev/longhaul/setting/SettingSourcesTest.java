package dev.longhaul.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.definition.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files of settings that cannot be read.
 */
class SettingSourcesTest {

	@ParameterizedTest
	@ValueSource(strings = { "@geheim", "ge: heim", "*geheim", "\"ge\\heim\"" })
	void a_password_that_is_no_yaml_is_never_printed(String password, @TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("application.yml"),
				"longhaul:\n  repository:\n    password: " + password + "\n");
		System.setProperty("spring.config.location", folder + "/");
		try {
			assertThatExceptionOfType(Misconfigured.class).isThrownBy(SettingSources::environment)
				.withMessageContaining("(application.yml) cannot be read: line 3, column ")
				.withMessageContaining("between single quotes")
				.withMessageNotContaining("heim");
		}
		finally {
			System.clearProperty("spring.config.location");
		}
	}

	@Test
	void a_key_that_stands_twice_is_named(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("application.yml"),
				"longhaul:\n  memory: 4MB\n  page-cache: drop\n  memory: 8MB\n");
		System.setProperty("spring.config.location", folder + "/");
		try {
			assertThatExceptionOfType(Misconfigured.class).isThrownBy(SettingSources::environment)
				.withMessage("the settings in config/ (application.yml) cannot be read: line 4, column 3: "
						+ "found duplicate key memory; let it stand once");
		}
		finally {
			System.clearProperty("spring.config.location");
		}
	}

}
