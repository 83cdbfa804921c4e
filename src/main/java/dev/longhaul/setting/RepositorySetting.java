package dev.longhaul.setting;

import java.util.Optional;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.repository.postgres.PostgresAccess;
import org.springframework.core.env.PropertyResolver;

/**
 * Where the job repository is, {@code longhaul.repository.*}: nothing is said where it is
 * in the home.
 */
final class RepositorySetting {

	private static final String NAME = "longhaul.repository.";

	private static final String POSTGRESQL = "jdbc:postgresql:";

	private RepositorySetting() {
	}

	static Optional<PostgresAccess> in(PropertyResolver settings) {
		String url = settings.getProperty(NAME + "url", "").strip();
		if (url.isEmpty()) {
			requireNothingOf(settings);
			return Optional.empty();
		}
		if (!url.startsWith(POSTGRESQL)) {
			throw new Misconfigured(NAME + "url has to begin with jdbc:postgresql://");
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
			throw new Misconfigured(
					"%suser is set and %1$surl is not: set both, or neither for a repository in the home"
						.formatted(NAME));
		}
	}

}
