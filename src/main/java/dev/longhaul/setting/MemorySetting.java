package dev.longhaul.setting;

import java.util.List;

import dev.longhaul.definition.InvalidDefinition;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * How much memory parts may be held in while they are sent, {@code longhaul.memory}.
 */
public final class MemorySetting {

	private static final String NAME = "longhaul.memory";

	private MemorySetting() {
	}

	/**
	 * Reads the setting, in bytes.
	 * @param heap the most that the JVM takes, of which the parts get half
	 * @throws InvalidDefinition saying what is wrong, and where
	 */
	public static long in(ConfigurableEnvironment environment, long heap) {
		String value = environment.getRequiredProperty(NAME);
		String place = SettingOrigin.of(environment, NAME);
		long bytes;
		try {
			bytes = DataSize.parse(value.strip()).toBytes();
		}
		catch (IllegalArgumentException ex) {
			bytes = -1;
		}
		if (bytes < 0) {
			throw new InvalidDefinition(
					List.of("%s%s '%s' is no size; write for instance 16MB".formatted(place, NAME, value)));
		}
		if (bytes > heap / 2) {
			throw new InvalidDefinition(List
				.of("%s%s '%s' is more than half of the heap, which is %d MB; write less, or give the JVM more: "
					.formatted(place, NAME, value, heap >> 20)
						+ "LONGHAUL_JAVA_OPTIONS=-Xmx%1$dm, or java -Xmx%1$dm -jar".formatted(2 * (bytes >> 20) + 64)));
		}
		return bytes;
	}

}
