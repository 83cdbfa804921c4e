package dev.longhaul.store.s3;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.StoreException;

/**
 * Settings of the AWS SDK that it cannot read: those of the environment that are there
 * and empty above all, as a crontab or a unit's file leaves them. What it throws then is
 * none of its own exceptions, and seldom names the setting.
 */
final class UnreadableSettings {

	private UnreadableSettings() {
	}

	/**
	 * Reads settings.
	 * @throws MachineUnfit if they cannot be read, with the names of those that are empty
	 */
	static <T> T named(Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (StoreException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			List<String> empty = empty(System.getenv(), System.getProperties());
			throw new MachineUnfit("the settings of the AWS SDK cannot be used (%s)%s, then run again"
				.formatted(ex.getMessage(),
						empty.isEmpty() ? "; correct the AWS_ variables of the environment or the profile"
								: ": " + String.join(", ", empty) + " is set and empty; unset it or give it a value"),
					ex);
		}
	}

	private static List<String> empty(Map<String, String> environment, Properties properties) {
		return Stream.concat(environment.entrySet().stream(),
				properties.stringPropertyNames().stream().map((name) -> Map.entry(name, properties.getProperty(name))))
			.filter((setting) -> setting.getKey().toLowerCase(Locale.ROOT).matches("aws[_.].*"))
			.filter((setting) -> setting.getValue().isBlank())
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
	}

}
