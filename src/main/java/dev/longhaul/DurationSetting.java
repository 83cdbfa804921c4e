package dev.longhaul;

import java.time.Duration;
import java.util.List;

import dev.longhaul.definition.InvalidDefinition;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A setting of the process that is a time.
 */
final class DurationSetting {

	private DurationSetting() {
	}

	/**
	 * Reads the setting.
	 * @throws InvalidDefinition saying what is wrong, and where
	 */
	static Duration in(ConfigurableEnvironment environment, String name) {
		String value = environment.getRequiredProperty(name);
		try {
			Duration duration = DurationStyle.detectAndParse(value);
			if (!duration.isNegative()) {
				return duration;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		throw new InvalidDefinition(List.of("%s%s '%s' is no duration; write for instance 20s"
			.formatted(SettingPlace.of(environment, name), name, value)));
	}

}
