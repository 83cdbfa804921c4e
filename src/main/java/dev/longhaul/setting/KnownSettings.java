package dev.longhaul.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.longhaul.definition.KnownNames;
import dev.longhaul.definition.Misconfigured;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names below {@code longhaul.} that mean something. An unknown one is refused:
 * mistyped, a repository in PostgreSQL would be looked for in the home.
 */
final class KnownSettings {

	private static final String PREFIX = "longhaul.";

	private static final List<String> NAMES = List.of("shutdown-grace", "memory", "page-cache", "bandwidth",
			"repository.url", "repository.user", "repository.password", "repository.password-file", "cluster.loan",
			"cluster.patience", "cluster.queue.url", "cluster.queue.user", "cluster.queue.password",
			"cluster.queue.password-file");

	/** Of the JVM alone; they count before any setting is read, written so. */
	private static final List<String> OPTIONS = List.of("native-cryptography", "first-pause");

	/** Of the environment alone, in capitals: shells and picocli read them so. */
	private static final List<String> VARIABLES = List.of("home", "jobs", "java-options");

	private KnownSettings() {
	}

	/**
	 * Looks through files, JSON, options of the JVM and the environment.
	 * @throws Misconfigured naming those that are not known, or no section, and where
	 * they stand
	 */
	static void requireIn(ConfigurableEnvironment environment) {
		List<String> problems = new ArrayList<>();
		environment.getPropertySources().forEach((source) -> {
			if (source instanceof EnumerablePropertySource<?> listed) {
				for (String key : listed.getPropertyNames()) {
					problem(listed, key).ifPresent((problem) -> problems.add(SettingOrigin.of(listed, key) + problem));
				}
			}
		});
		if (!problems.isEmpty()) {
			throw new Misconfigured(problems);
		}
	}

	private static Optional<String> problem(EnumerablePropertySource<?> source, String key) {
		if (source instanceof SystemEnvironmentPropertySource) {
			return problemOfVariable(key);
		}
		if (source instanceof OriginTrackedMapPropertySource && isNoSection(source, key)) {
			return Optional.of("longhaul is no section of settings; write each as 'name: value' on a line of its own, "
					+ "further in than longhaul:");
		}
		if (!key.startsWith(PREFIX) || isEmptySection(source, key)) {
			return Optional.empty();
		}
		String name = key.substring(PREFIX.length());
		boolean known = isSetting(name) || name.matches("bandwidth[.\\[].*")
				|| (source instanceof PropertiesPropertySource && OPTIONS.contains(name));
		return known ? Optional.empty() : Optional.of("unknown setting %s; %sthere are %s".formatted(key,
				meant(name, PREFIX::concat).map("did you mean %s? "::formatted).orElse(""), String.join(", ", NAMES)));
	}

	/**
	 * Definitions may have variables of their own, with names that are less like ours.
	 */
	private static Optional<String> problemOfVariable(String key) {
		if (!key.toLowerCase(Locale.ROOT).matches("longhaul[._].*")) {
			return Optional.empty();
		}
		String name = key.substring(PREFIX.length());
		return isVariable(key) ? Optional.empty()
				: meant(name, KnownSettings::variable)
					.map(("unknown setting; did you mean %s? if it is one of your own, for definitions, "
							+ "rename it")::formatted);
	}

	/** Whether longhaul itself is a value, or a list, of which the first says it. */
	private static boolean isNoSection(EnumerablePropertySource<?> file, String key) {
		return key.matches("longhaul(\\[0].*)?") && !String.valueOf(file.getProperty(key)).isEmpty();
	}

	/** What is left of a section whose settings are all commented out. */
	private static boolean isEmptySection(EnumerablePropertySource<?> file, String key) {
		return String.valueOf(file.getProperty(key)).isEmpty()
				&& NAMES.stream().anyMatch((known) -> (PREFIX + known).startsWith(key + "."));
	}

	/** Spring Boot reads shutdownGrace as shutdown-grace. */
	private static boolean isSetting(String name) {
		return NAMES.stream().anyMatch((known) -> plain(known).equals(plain(name)));
	}

	private static String plain(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

	/** Spring Boot reads LONGHAUL_SHUTDOWNGRACE as LONGHAUL_SHUTDOWN_GRACE. */
	private static boolean isVariable(String key) {
		return VARIABLES.stream().map(KnownSettings::variable).anyMatch(key::equals) || NAMES.stream()
			.flatMap((known) -> Stream.of(variable(known), variable(known.replace("-", ""))))
			.anyMatch((known) -> known.equalsIgnoreCase(key.replaceAll("[-.]", "_")));
	}

	private static String variable(String name) {
		return (PREFIX + name).replaceAll("[-.]", "_").toUpperCase(Locale.ROOT);
	}

	/**
	 * What a mistyped name may mean.
	 * @param setting how one is written where the mistake stands
	 */
	private static Optional<String> meant(String name, UnaryOperator<String> setting) {
		List<String> all = Stream.of(NAMES, OPTIONS, VARIABLES).flatMap(List::stream).toList();
		return new KnownNames(all).nearest(name).map((known) -> {
			if (VARIABLES.contains(known)) {
				return variable(known);
			}
			return OPTIONS.contains(known) ? "the option -D" + PREFIX + known : setting.apply(known);
		});
	}

}
