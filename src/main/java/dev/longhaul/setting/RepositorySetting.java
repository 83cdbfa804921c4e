package dev.longhaul.setting;

import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.repository.PostgresAccess;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

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

	/** As Spring Boot would make it for an application. */
	static ConfigurableEnvironment environment() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		try {
			ConfigDataEnvironmentPostProcessor.applyTo(environment);
		}
		catch (MarkedYAMLException ex) {
			throw invalid(notYaml(ex));
		}
		catch (RuntimeException ex) {
			throw invalid("the settings in config/ cannot be read: " + ex.getMessage());
		}
		KnownSettings.requireIn(environment);
		// a name may be written as passwordFile too
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	/** Its own words repeat the line, and that may be a password's. */
	private static String notYaml(MarkedYAMLException ex) {
		Mark mark = ex.getProblemMark();
		String place = (mark != null) ? "line %d, column %d is".formatted(mark.getLine() + 1, mark.getColumn() + 1)
				: "they are";
		return "the settings in config/ (application.yml) cannot be read: %s not YAML; put a value that begins with a "
			.formatted(place) + "special character, or holds ': ', between single quotes";
	}

	static Optional<PostgresAccess> in(PropertyResolver settings) {
		String url = settings.getProperty(NAME + "url", "").strip();
		if (url.isEmpty()) {
			requireNothingOf(settings);
			return Optional.empty();
		}
		if (!url.startsWith(POSTGRESQL)) {
			throw invalid(NAME + "url has to begin with jdbc:postgresql://");
		}
		PasswordSetting password = new PasswordSetting(settings, NAME);
		password.requireNoneIn(url);
		return Optional.of(new PostgresAccess(url, settings.getProperty(NAME + "user"), password.read()));
	}

	/**
	 * Whose url is mistyped, or left out, would begin all anew in the home. A password
	 * alone may stand in the environment for others.
	 */
	private static void requireNothingOf(PropertyResolver settings) {
		if (!settings.getProperty(NAME + "user", "").isBlank()) {
			throw invalid("%suser is set and %1$surl is not: set both, or neither for a repository in the home"
				.formatted(NAME));
		}
	}

	private static InvalidDefinition invalid(String problem) {
		return new InvalidDefinition(List.of(problem));
	}

}
