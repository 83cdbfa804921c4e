package dev.longhaul.setting;

import java.time.Duration;

import dev.longhaul.definition.InvalidDefinition;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * How long parts in flight may go on after a stop, {@code longhaul.shutdown-grace}.
 */
public final class ShutdownGraceSetting {

	private static final String NAME = "longhaul.shutdown-grace";

	private ShutdownGraceSetting() {
	}

	/**
	 * Reads the setting.
	 * @throws InvalidDefinition saying what is wrong, and where
	 */
	public static Duration in(ConfigurableEnvironment environment) {
		return DurationSetting.in(environment, NAME);
	}

}
