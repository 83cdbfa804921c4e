package dev.longhaul.definition;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.longhaul.definition.Mistake.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where the settings of a file stand. Of most of them Spring Boot knows it, of empty
 * groups it does not.
 */
record YamlPlaces(Path file) {

	/**
	 * Where the value of a setting begins; a list may stand as a whole or by its entries.
	 */
	Place ofSetting(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty entry = source.getConfigurationProperty(name);
		return ofValue((entry != null) ? entry : source.getConfigurationProperty(name.getParent()));
	}

	/** Where the value begins. */
	Place ofValue(@Nullable ConfigurationProperty property) {
		return (property != null) ? ofValue(property.getName().toString(), property.getOrigin()) : of(null);
	}

	private Place ofValue(String key, @Nullable Origin known) {
		Origin origin = known;
		while (origin instanceof PropertySourceOrigin wrapper) {
			origin = wrapper.getOrigin();
		}
		if (origin instanceof TextResourceOrigin text && text.getLocation() != null) {
			return place(text.getLocation().getLine(), text.getLocation().getColumn());
		}
		return of(entry(key).map((found) -> found.getValueNode().getStartMark()).orElse(null));
	}

	/**
	 * Where a key begins, as it is written, or else its value.
	 * @param value as Spring Boot has read it
	 */
	Place ofKey(String key, Object value) {
		return entry(key).map((entry) -> of(entry.getKeyNode().getStartMark()))
			.orElseGet(() -> ofValue(key, Origin.from(value)));
	}

	/** Of the whole file, if nothing is marked in it. */
	Place of(@Nullable Mark mark) {
		return (mark != null) ? place(mark.getLine(), mark.getColumn()) : new Place(this.file, 0, 0);
	}

	/** Both are counted from 0. */
	private Place place(int line, int column) {
		return new Place(this.file, line + 1, column + 1);
	}

	private Optional<NodeTuple> entry(String key) {
		try (Reader reader = Files.newBufferedReader(this.file)) {
			return entry(new Yaml(new LoaderOptions()).compose(reader), key);
		}
		catch (IOException | YAMLException ex) {
			return Optional.empty();
		}
	}

	/** A name may have dots itself. */
	private static Optional<NodeTuple> entry(@Nullable Node group, String key) {
		if (!(group instanceof MappingNode mapping)) {
			return Optional.empty();
		}
		for (NodeTuple entry : mapping.getValue()) {
			String name = (entry.getKeyNode() instanceof ScalarNode text) ? text.getValue() : "";
			Optional<NodeTuple> found = key.equals(name) ? Optional.of(entry) : key.startsWith(name + ".")
					? entry(entry.getValueNode(), key.substring(name.length() + 1)) : Optional.empty();
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

}
