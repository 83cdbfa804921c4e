package dev.longhaul.setting;

import dev.longhaul.definition.Misconfigured;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Spring Boot's {@code logging.level}. The log has levels of its own, but over one that
 * is none Spring Boot does not begin.
 */
final class LogLevels {

	private LogLevels() {
	}

	/**
	 * Reads them as Spring Boot does.
	 * @throws Misconfigured naming one that is none, and where it stands
	 */
	static void requireIn(ConfigurableEnvironment environment) {
		try {
			Binder.get(environment).bind("logging.level", Bindable.mapOf(String.class, LogLevel.class));
		}
		catch (BindException ex) {
			String name = ex.getName().toString();
			throw SettingOrigin.invalid(environment, name,
					"'%s' is no level; remove it, for Longhaul's log has levels of its own"
						.formatted(environment.getProperty(name)));
		}
	}

}
