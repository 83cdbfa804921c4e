package dev.longhaul;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the doctor says of the settings of the process.
 */
class DoctorAndSettingsTest {

	@Test
	void the_doctor_says_what_would_keep_a_run_from_starting(@TempDir Path folder) {
		System.setProperty("longhaul.shutdown-grace", "20");
		System.setProperty("longhaul.memory", "4XB");
		try {
			Night.write(folder.resolve("vault.yml"), """
					source: {directory: "%s"}
					destination: {bucket: vault, endpoint: "http://127.0.0.1:1", store: generic}
					""".formatted(folder).getBytes(StandardCharsets.UTF_8));

			TypedCommand doctor = TypedCommand.in(folder, "doctor", "--offline");

			assertThat(doctor.exitCode()).as("%s", doctor).isEqualTo(2);
			assertThat(doctor.out()).containsPattern("FAIL  settings: .*longhaul.shutdown-grace '20' is not a duration")
				.containsPattern("FAIL  settings: .*longhaul.memory '4XB' is no size");
		}
		finally {
			System.clearProperty("longhaul.shutdown-grace");
			System.clearProperty("longhaul.memory");
		}
		assertThat(TypedCommand.in(folder, "doctor", "--offline").out())
			.contains("ok    settings: those of the process are valid");
	}

	@Test
	void settings_that_name_no_repository_do_not_keep_the_other_checks_from_being_done(@TempDir Path folder) {
		Night.write(folder.resolve("vault.yml"), """
				source: {directory: "%s"}
				destination: {bucket: vault, endpoint: "http://127.0.0.1:1", store: generic}
				""".formatted(folder).getBytes(StandardCharsets.UTF_8));
		System.setProperty("longhaul.repository.url", "jdbc:mysql://db/longhaul");
		try {
			TypedCommand doctor = TypedCommand.in(folder, "doctor", "--offline");

			assertThat(doctor.exitCode()).as("%s", doctor).isEqualTo(2);
			assertThat(doctor.out())
				.containsOnlyOnce("FAIL  settings: longhaul.repository.url has to begin with jdbc:postgresql://")
				.contains("repository: not checked, because the settings are wrong")
				.contains("ok    vault definition: it is valid");
		}
		finally {
			System.clearProperty("longhaul.repository.url");
		}
	}

}
