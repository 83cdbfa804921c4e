package dev.longhaul.setting;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Where a setting of the process stands: file, line and column.
 */
final class SettingOrigin {

	private SettingOrigin() {
	}

	/** With a colon behind it; nothing if it is not known. */
	static String of(ConfigurableEnvironment environment, String name) {
		return environment.getPropertySources()
			.stream()
			.filter((source) -> source.containsProperty(name))
			.findFirst()
			.map((source) -> (Origin) OriginLookup.getOrigin(source, name))
			.map((origin) -> origin + ": ")
			.orElse("");
	}

}
