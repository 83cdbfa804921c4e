package dev.longhaul.store;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * System properties of one test, the other words of the SDK for the variables of the
 * environment; as before when it is closed.
 */
public final class SystemSettings implements AutoCloseable {

	private final Map<String, @Nullable String> before = new HashMap<>();

	/** Null to take one away. */
	public SystemSettings set(String name, @Nullable String value) {
		if (!this.before.containsKey(name)) { // also where it was not set before
			this.before.put(name, System.getProperty(name));
		}
		put(name, value);
		return this;
	}

	private static void put(String name, @Nullable String value) {
		if (value == null) {
			System.clearProperty(name);
		}
		else {
			System.setProperty(name, value);
		}
	}

	@Override
	public void close() {
		this.before.forEach(SystemSettings::put);
	}

}
