package dev.longhaul.setting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.longhaul.definition.InvalidDefinition;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * The names below {@code longhaul.} that mean something. One in a file that means nothing
 * is a mistake: a repository in PostgreSQL would be looked for in the home.
 */
final class KnownSettings {

	private static final String PREFIX = "longhaul.";

	private static final List<String> NAMES = List.of("shutdown-grace", "memory", "page-cache", "bandwidth",
			"repository.url", "repository.user", "repository.password", "repository.password-file", "cluster.loan",
			"cluster.patience", "cluster.queue.url", "cluster.queue.user", "cluster.queue.password",
			"cluster.queue.password-file", "native-cryptography", "first-pause");

	/** Of a longer one two letters may be wrong. */
	private static final int NEAR = 2;

	private KnownSettings() {
	}

	/**
	 * Looks through the files; what stands in the environment, or behind {@code -D}, may
	 * be another program's.
	 * @throws InvalidDefinition naming those that are not known, and where they stand
	 */
	static void requireIn(ConfigurableEnvironment environment) {
		List<String> problems = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof OriginTrackedMapPropertySource file) {
				for (String key : file.getPropertyNames()) {
					if (key.startsWith(PREFIX) && !isKnown(key.substring(PREFIX.length()))
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
		Object origin = OriginLookup.getOrigin(file, key);
		String name = key.substring(PREFIX.length());
		return "%sunknown setting %s%s".formatted((origin != null) ? origin + ": " : "", key,
				nearest(name).map((near) -> "; perhaps %s%s is meant".formatted(PREFIX, near))
					.orElse("; correct it or leave it out"));
	}

	private static Optional<String> nearest(String name) {
		return NAMES.stream()
			.filter((known) -> distance(plain(known), plain(name)) <= NEAR)
			.min(Comparator.comparingInt((known) -> distance(plain(known), plain(name))));
	}

	/** Spring Boot reads shutdownGrace as shutdown-grace. */
	private static String plain(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

	/** How many letters are to be changed, added or taken away. */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int change = diagonal + ((one.charAt(i - 1) != other.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
