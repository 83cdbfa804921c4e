package dev.longhaul;

import java.time.Duration;
import java.util.List;

import dev.longhaul.definition.InvalidDefinition;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
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
		String value = environment.getRequiredProperty(NAME);
		try {
			Duration grace = DurationStyle.detectAndParse(value);
			if (!grace.isNegative()) {
				return grace;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		throw new InvalidDefinition(List
			.of("%s%s '%s' is no duration; write for instance 20s".formatted(place(environment, NAME), NAME, value)));
	}

	/** Where the setting stands, with a colon behind it; nothing if that is not known. */
	static String place(ConfigurableEnvironment environment, String name) {
		return environment.getPropertySources()
			.stream()
			.filter((source) -> source.containsProperty(name))
			.findFirst()
			.map((source) -> (Origin) OriginLookup.getOrigin(source, name))
			.map((origin) -> origin + ": ")
			.orElse("");
	}

}
