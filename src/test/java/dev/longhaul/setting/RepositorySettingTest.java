package dev.longhaul.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.longhaul.repository.postgres.PostgresAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where {@code longhaul.repository} may be said, and where its password.
 */
class RepositorySettingTest {

	private static final String URL = "jdbc:postgresql://db.example.com/longhaul";

	@Test
	void nothing_said_is_the_home() {
		assertThat(RepositorySetting.in(environment(Map.of("LONGHAUL_REPOSITORY_URL", "")))).isEmpty();
	}

	@Test
	void all_may_stand_in_the_environment() {
		assertThat(RepositorySetting.in(environment(Map.of("LONGHAUL_REPOSITORY_URL", URL, "LONGHAUL_REPOSITORY_USER",
				"carrier", "LONGHAUL_REPOSITORY_PASSWORD", "secret"))))
			.contains(new PostgresAccess(URL, "carrier", "secret"));
	}

	@Test
	void the_password_may_be_a_file_and_is_never_printed(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("password"), "secret\n");

		PostgresAccess access = RepositorySetting
			.in(environment(
					Map.of("LONGHAUL_REPOSITORY_URL", URL, "LONGHAUL_REPOSITORY_PASSWORD_FILE", file.toString())))
			.orElseThrow();

		assertThat(access.password()).isEqualTo("secret");
		assertThat(access).asString().isEqualTo(URL);
	}

	private static PropertyResolver environment(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
		return environment;
	}

}
