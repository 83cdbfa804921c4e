package dev.longhaul;

import java.time.Duration;

import dev.longhaul.definition.InvalidDefinition;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * How long parts in flight may go on after a stop, {@code longhaul.shutdown-grace}.
 */
final class ShutdownGrace {

	private static final String NAME = "longhaul.shutdown-grace";

	private ShutdownGrace() {
	}

	/**
	 * Reads the setting.
	 * @throws InvalidDefinition saying what is wrong, and where
	 */
	static Duration in(ConfigurableEnvironment environment) {
		return DurationSetting.in(environment, NAME);
	}

}
