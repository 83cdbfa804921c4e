package dev.longhaul;

import java.util.Map;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What Longhaul is told in this process, by system properties, until a test has ended.
 */
final class Settings implements AfterEachCallback {

	private static final String PREFIX = "longhaul.";

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

	@Override
	public void afterEach(ExtensionContext context) {
		System.getProperties().keySet().removeIf((name) -> name.toString().startsWith(PREFIX));
	}

}
