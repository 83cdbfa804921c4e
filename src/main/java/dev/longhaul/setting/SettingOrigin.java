package dev.longhaul.setting;

import java.io.IOException;
import java.nio.file.Path;

import dev.longhaul.definition.Misconfigured;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

/**
 * Where a setting of the process stands: file, line and column, or the variable.
 */
final class SettingOrigin {

	private static final String VARIABLE = "the environment variable ";

	private SettingOrigin() {
	}

	/** A complaint of a setting that begins with where it stands. */
	static Misconfigured invalid(ConfigurableEnvironment environment, String name, String problem) {
		return new Misconfigured(of(environment, name) + name + " " + problem);
	}

	/** With a colon behind it; nothing if it is not known. */
	private static String of(ConfigurableEnvironment environment, String name) {
		return environment.getPropertySources()
			.stream()
			.filter((source) -> source.containsProperty(name))
			.findFirst()
			.map((source) -> of(source, name))
			.orElse("");
	}

	/** Of a setting in this source. */
	static String of(PropertySource<?> source, String name) {
		Origin origin = OriginLookup.getOrigin(source, name);
		String words = (origin != null) ? words(origin) : words(source, name);
		return words.isEmpty() ? "" : words + ": ";
	}

	private static String words(Origin origin) {
		if (origin instanceof TextResourceOrigin text) {
			return file(text.getResource()) + place(text.getLocation());
		}
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return VARIABLE + variable.getProperty();
		}
		if (origin instanceof PropertySourceOrigin wrapper) {
			Origin inner = wrapper.getOrigin();
			return (inner != null) ? words(inner) : words(wrapper.getPropertySource(), wrapper.getPropertyName());
		}
		return "";
	}

	private static String words(PropertySource<?> source, String name) {
		return switch (source.getName()) {
			case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME -> VARIABLE + name;
			case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME -> "the option -D" + name;
			default -> "";
		};
	}

	/** As a person would type it here. */
	private static String file(@Nullable Resource resource) {
		try {
			if (resource != null && resource.isFile()) {
				Path file = resource.getFile().toPath().toAbsolutePath().normalize();
				Path here = Path.of("").toAbsolutePath();
				return (file.startsWith(here) ? here.relativize(file) : file).toString();
			}
		}
		catch (IOException ex) {
			// then its description has to do
		}
		return (resource != null) ? resource.getDescription() : "the settings";
	}

	private static String place(TextResourceOrigin.@Nullable Location location) {
		return (location != null) ? ":%d:%d".formatted(location.getLine() + 1, location.getColumn() + 1) : "";
	}

}
