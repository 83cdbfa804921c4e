package dev.longhaul.setting;

import dev.longhaul.definition.Misconfigured;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Where the settings of the process stand: where Spring Boot reads its own, but before
 * there is an application, for {@code status} needs none.
 */
final class SettingSources {

	private static final String JSON = SpringApplicationJsonEnvironmentPostProcessor.SPRING_APPLICATION_JSON_PROPERTY;

	private SettingSources() {
	}

	/**
	 * As Spring Boot would make it for an application.
	 * @throws Misconfigured if one of them cannot be read, or has names that mean nothing
	 */
	static ConfigurableEnvironment environment() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		readJson(environment);
		try {
			ConfigDataEnvironmentPostProcessor.applyTo(environment);
		}
		catch (MarkedYAMLException ex) {
			throw new Misconfigured(notYaml(ex));
		}
		catch (RuntimeException ex) {
			throw new Misconfigured("the settings in config/ cannot be read: " + ex.getMessage());
		}
		KnownSettings.requireIn(environment);
		// a name may be written as passwordFile too
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	/** SPRING_APPLICATION_JSON is the variable's name for it. */
	private static void readJson(ConfigurableEnvironment environment) {
		if (environment.containsProperty(JSON)) {
			try {
				new SpringApplicationJsonEnvironmentPostProcessor().postProcessEnvironment(environment,
						new SpringApplication());
			}
			catch (JsonParseException ex) {
				throw new Misconfigured(JSON + " (SPRING_APPLICATION_JSON) is no JSON object; correct it, or unset it");
			}
		}
	}

	/** Its own words repeat the line, and that may be a password's. */
	private static String notYaml(MarkedYAMLException ex) {
		Mark mark = ex.getProblemMark();
		String place = (mark != null) ? "line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1)
				: "the text";
		String problem = (ex instanceof DuplicateKeyException) ? ": %s; let it stand once".formatted(ex.getProblem())
				: " is not YAML; put a value that begins with a special character, or holds ': ', between single quotes";
		return "the settings in config/ (application.yml) cannot be read: " + place + problem;
	}

}
