package dev.longhaul.setting;

import java.time.Duration;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.definition.WrittenDuration;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A setting of the process that is a time.
 */
final class DurationSetting {

	private DurationSetting() {
	}

	/**
	 * Reads a setting that must not be shorter than this.
	 * @throws Misconfigured saying what is wrong, and where
	 */
	static Duration in(ConfigurableEnvironment environment, String name, Duration least) {
		Duration duration = in(environment, name);
		if (duration.compareTo(least) < 0) {
			throw SettingOrigin.invalid(environment, name, "must be at least %ds".formatted(least.toSeconds()));
		}
		return duration;
	}

	/**
	 * Reads the setting.
	 * @throws Misconfigured saying what is wrong, and where
	 */
	static Duration in(ConfigurableEnvironment environment, String name) {
		String value = environment.getRequiredProperty(name);
		try {
			return WrittenDuration.parse(value);
		}
		catch (IllegalArgumentException ex) {
			throw SettingOrigin.invalid(environment, name, String.valueOf(ex.getMessage()));
		}
	}

}
