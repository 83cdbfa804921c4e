package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.repository.PostgresAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.StandardEnvironment;

/**
 * Where the job repository is, {@code longhaul.repository.*}: nothing is said where it is
 * in the home. Read where Spring Boot reads its settings, but before there is an
 * application, for {@code status} needs none.
 */
final class RepositorySetting {

	private static final String NAME = "longhaul.repository.";

	private static final String POSTGRESQL = "jdbc:postgresql:";

	private RepositorySetting() {
	}

	/**
	 * Reads the settings of this process.
	 * @throws InvalidDefinition saying what is wrong
	 */
	static Optional<PostgresAccess> read() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		try {
			ConfigDataEnvironmentPostProcessor.applyTo(environment);
		}
		catch (RuntimeException ex) {
			throw invalid("the settings in config/ cannot be read: " + ex.getMessage());
		}
		return in(environment);
	}

	static Optional<PostgresAccess> in(PropertyResolver settings) {
		String url = settings.getProperty(NAME + "url", "").strip();
		if (url.isEmpty()) {
			return Optional.empty();
		}
		if (!url.startsWith(POSTGRESQL)) {
			throw invalid(NAME + "url has to begin with jdbc:postgresql://");
		}
		if (url.contains("password=") || url.contains("@")) {
			throw invalid(NAME
					+ "url is shown in messages and must hold no password; say it by %spassword-file".formatted(NAME));
		}
		return Optional.of(new PostgresAccess(url, settings.getProperty(NAME + "user"), password(settings)));
	}

	private static @Nullable String password(PropertyResolver settings) {
		String file = settings.getProperty(NAME + "password-file");
		if (file == null) {
			return settings.getProperty(NAME + "password");
		}
		try {
			return Files.readString(Path.of(file)).strip();
		}
		catch (IOException ex) {
			throw invalid(
					"%spassword-file %s cannot be read (%s)".formatted(NAME, file, ex.getClass().getSimpleName()));
		}
	}

	private static InvalidDefinition invalid(String problem) {
		return new InvalidDefinition(List.of(problem));
	}

}
