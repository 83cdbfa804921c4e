package dev.longhaul.definition;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.StringUtils;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a definition file by Spring Boot's Binder and says where each problem stands.
 */
final class DefinitionFile {

	private static final Bindable<JobDefinition.Content> CONTENT = Bindable.of(JobDefinition.Content.class);

	private static final String ENDPOINT = "destination.endpoint";

	private final Path file;

	private final YamlPlaces places;

	private final Environment environment;

	DefinitionFile(Path file, Environment environment) {
		this.file = file;
		this.places = new YamlPlaces(file);
		this.environment = environment;
	}

	/**
	 * Reads and validates.
	 * @throws Misconfigured with all problems that were found
	 */
	JobDefinition read() {
		return read(DefinitionRules::problemsOf);
	}

	/**
	 * Reads and validates.
	 * @param rules find problems by the name of the setting
	 * @throws Misconfigured with all problems that were found
	 */
	JobDefinition read(Function<JobDefinition.Content, Map<String, String>> rules) {
		YamlKeys keys = YamlKeys.of(load());
		ConfigurationPropertySource source = ConfigurationPropertySources.from(keys.bindable()).iterator().next();
		WrongValues wrong = new WrongValues();
		JobDefinition.Content content = bind(source, wrong);
		List<Mistake> mistakes = new ArrayList<>();
		keys.unknown().forEach((key, value) -> mistakes.add(new Mistake(this.places.ofKey(key, value), unknown(key))));
		keys.twice()
			.forEach((key, value) -> mistakes.add(new Mistake(this.places.ofKey(key, value),
					key + " is set already, under another spelling; delete one of them")));
		wrong.found().forEach((value) -> mistakes.add(wrong(source, value)));
		rules.apply(content).forEach((setting, problem) -> {
			ConfigurationPropertyName name = ConfigurationPropertyName.of(setting);
			if (!wrong.isBeside(name)) {
				mistakes.add(new Mistake(this.places.ofSetting(source, name),
						YamlKeys.asWritten(setting) + elsewhere(source, setting) + " " + problem));
			}
		});
		if (!mistakes.isEmpty()) {
			throw new Misconfigured(mistakes.stream().sorted(Mistake.AS_THEY_STAND).map(Mistake::toString).toList());
		}
		return content.named(JobDefinition.nameOf(this.file));
	}

	private PropertySource<?> load() {
		if (Files.isDirectory(this.file)) {
			throw new Misconfigured(this.file + ": is a folder; name it with --jobs, or name a YAML file");
		}
		if (!Files.isRegularFile(this.file)) {
			throw new Misconfigured(this.file + ": there is no such file");
		}
		try {
			YamlSize.excess(this.file).ifPresent((mark) -> {
				throw new Misconfigured(
						this.places.of(mark) + "too many values, or too deep: aliases (*) must not name each other");
			});
			List<PropertySource<?>> documents = new YamlPropertySourceLoader().load(this.file.toString(),
					new FileSystemResource(this.file));
			if (documents.isEmpty()) {
				throw new Misconfigured(this.file + ": is empty; write at least source and destination");
			}
			if (documents.size() > 1) {
				throw new Misconfigured(
						this.file + ": has %d YAML documents, a definition has one".formatted(documents.size()));
			}
			return requireSettings(documents.get(0));
		}
		catch (MarkedYAMLException ex) {
			throw new Misconfigured(this.places.of(ex.getProblemMark()) + "not YAML: " + ex.getProblem() + advice(ex));
		}
		catch (IllegalArgumentException | ClassCastException ex) {
			// as the parser lets them through, with words for programmers and no place
			throw new Misconfigured(this.file
					+ ": not YAML: a value is not what its tag (!!) or its escape (\\U) says; settings need neither");
		}
		catch (YAMLException | IllegalStateException | IOException ex) {
			boolean otherText = ex instanceof CharacterCodingException
					|| ex.getCause() instanceof CharacterCodingException;
			throw new Misconfigured(
					this.file + (otherText ? ": is not written in UTF-8" : ": cannot be read: " + ex.getMessage()));
		}
	}

	/**
	 * A setting that stands there twice is named by the parser; all else it only places.
	 */
	private static String advice(MarkedYAMLException ex) {
		return String.valueOf(ex.getProblem()).contains("duplicate key") ? "; let it stand once"
				: "; look at the indentation, and put a value that begins with a special character, or holds ': ', "
						+ "between quotes";
	}

	/** A document that is a list or a text gets a name of Boot's own. */
	private PropertySource<?> requireSettings(PropertySource<?> document) {
		if (document instanceof EnumerablePropertySource<?> known
				&& Stream.of(known.getPropertyNames()).anyMatch((name) -> name.matches("document(\\[.*)?"))) {
			throw new Misconfigured(
					this.file + ":1:1: has no settings; a definition begins with source: or destination:");
		}
		return document;
	}

	/** Where a value is wrong its default stands. */
	private JobDefinition.Content bind(ConfigurationPropertySource source, BindHandler mistakes) {
		StrictPlaceholders placeholders = new StrictPlaceholders(this.environment);
		// a blank endpoint in the file, such as an unset ${NIGHTLY_ENDPOINT:}, gives way
		// to the environment's
		Binder binder = new Binder(
				saysEndpoint(source, placeholders) ? List.of(source) : List.of(surroundings(), source), placeholders);
		return binder.bindOrCreate("", CONTENT, new StrictValues(placeholders, mistakes));
	}

	private Mistake wrong(ConfigurationPropertySource source, WrongValue value) {
		ConfigurationProperty written = (value.property() != null) ? value.property()
				: source.getConfigurationProperty(value.name());
		return new Mistake(this.places.ofValue(written),
				YamlKeys.asWritten(value.name().toString()) + " " + value.describe());
	}

	private static String unknown(String key) {
		List<String> elsewhere = DefinitionKeys.elsewhere(key);
		if (!elsewhere.isEmpty()) {
			return "unknown setting %s; %s".formatted(key, belongs(elsewhere.get(0)));
		}
		List<String> known = DefinitionKeys.beside(key);
		return "unknown setting " + key
				+ DefinitionKeys.like(key)
					.map("; did you mean %s?"::formatted)
					.orElse(known.isEmpty() ? "" : "; there are " + String.join(", ", known));
	}

	private static String belongs(String setting) {
		int group = setting.lastIndexOf('.');
		return setting.substring(group + 1) + ((group < 0) ? " belongs at the top, beside source"
				: " belongs under " + setting.substring(0, group));
	}

	/**
	 * What the SDK would take from the environment by itself, so that it stands in
	 * addresses and receipts too.
	 */
	private ConfigurationPropertySource surroundings() {
		return new MapConfigurationPropertySource(endpointVariable()
			.collect(Collectors.toMap((variable) -> ENDPOINT, this.environment::getRequiredProperty)));
	}

	private static boolean saysEndpoint(ConfigurationPropertySource source, StrictPlaceholders placeholders) {
		ConfigurationProperty written = source.getConfigurationProperty(ConfigurationPropertyName.of(ENDPOINT));
		return written != null && !placeholders.isBlank(written.getValue());
	}

	private Stream<String> endpointVariable() {
		boolean ignored = "true".equalsIgnoreCase(this.environment.getProperty("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"));
		return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
			.filter((variable) -> !ignored)
			.filter((variable) -> StringUtils.hasText(this.environment.getProperty(variable)))
			.limit(1);
	}

	/** Where a setting comes from if it does not stand in the file. */
	private String elsewhere(ConfigurationPropertySource source, String setting) {
		boolean here = saysEndpoint(source, new StrictPlaceholders(this.environment));
		return (here || !setting.equals(ENDPOINT)) ? ""
				: endpointVariable().map(" (the variable %s)"::formatted).collect(Collectors.joining());
	}

}
