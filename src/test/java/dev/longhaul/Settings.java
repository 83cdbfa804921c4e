package dev.longhaul;

import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What Longhaul is told in this process, by system properties, until a test has ended.
 */
final class Settings implements AfterEachCallback {

	private static final String PREFIX = "longhaul.";

	/** What the build says to all tests. */
	private final Map<Object, Object> before = System.getProperties()
		.entrySet()
		.stream()
		.filter((property) -> isOurs(property.getKey()))
		.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

	/** Those of a server of the tests. */
	void use(Map<String, String> settings) {
		System.getProperties().putAll(settings);
	}

	/** One, named without {@code longhaul.}. */
	void set(String name, String value) {
		System.setProperty(PREFIX + name, value);
	}

	void clear(String name) {
		System.clearProperty(PREFIX + name);
	}

	/** The repository is in the home. */
	void clearRepository() {
		System.getProperties().keySet().removeIf((name) -> name.toString().startsWith(PREFIX + "repository."));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		System.getProperties().keySet().removeIf(Settings::isOurs);
		System.getProperties().putAll(this.before);
	}

	private static boolean isOurs(Object name) {
		return name.toString().startsWith(PREFIX);
	}

}
