package dev.longhaul.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.longhaul.definition.InvalidDefinition;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * The names below {@code longhaul.} that mean something. An unknown one in a file is
 * refused: mistyped, a repository in PostgreSQL would be looked for in the home.
 */
final class KnownSettings {

	private static final String PREFIX = "longhaul.";

	private static final List<String> NAMES = List.of("shutdown-grace", "memory", "page-cache", "bandwidth",
			"repository.url", "repository.user", "repository.password", "repository.password-file", "cluster.loan",
			"cluster.patience", "cluster.queue.url", "cluster.queue.user", "cluster.queue.password",
			"cluster.queue.password-file");

	private KnownSettings() {
	}

	/**
	 * Looks through the files; what stands in the environment, or behind {@code -D}, may
	 * be another program's.
	 * @throws InvalidDefinition naming those that are not known, or no section, and where
	 * they stand
	 */
	static void requireIn(ConfigurableEnvironment environment) {
		List<String> problems = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof OriginTrackedMapPropertySource file) {
				for (String key : file.getPropertyNames()) {
					if (isNoSection(file, key)) {
						problems.add(SettingOrigin.of(file, key)
								+ "longhaul is no section of settings; write each as 'name: value' on a line of its own, "
								+ "further in than longhaul:");
					}
					else if (key.startsWith(PREFIX) && !isKnown(key.substring(PREFIX.length()))
							&& !isEmptySection(file, key)) {
						problems.add(problem(file, key));
					}
				}
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidDefinition(problems);
		}
	}

	/** Whether longhaul itself is a value, or a list, of which the first says it. */
	private static boolean isNoSection(PropertySource<?> file, String key) {
		return key.matches("longhaul(\\[0].*)?") && !String.valueOf(file.getProperty(key)).isEmpty();
	}

	private static boolean isKnown(String name) {
		return name.matches("bandwidth[.\\[].*")
				|| NAMES.stream().map(KnownSettings::plain).anyMatch(plain(name)::equals);
	}

	/** What is left of a section whose settings are all commented out. */
	private static boolean isEmptySection(PropertySource<?> file, String key) {
		return String.valueOf(file.getProperty(key)).isEmpty()
				&& NAMES.stream().anyMatch((known) -> (PREFIX + known).startsWith(key + "."));
	}

	private static String problem(OriginTrackedMapPropertySource file, String key) {
		return "%sunknown setting %s; there are %s".formatted(SettingOrigin.of(file, key), key,
				String.join(", ", NAMES));
	}

	/** Spring Boot reads shutdownGrace as shutdown-grace. */
	private static String plain(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

}
