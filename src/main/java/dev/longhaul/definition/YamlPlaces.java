package dev.longhaul.definition;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
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
 * Where the settings of a file stand, as file, line, column and a colon. Of most of them
 * Spring Boot knows it, of empty groups it does not.
 */
record YamlPlaces(Path file) {

	/**
	 * Where the value of a setting begins; a list may stand as a whole or by its entries.
	 */
	String ofSetting(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty entry = source.getConfigurationProperty(name);
		return ofValue((entry != null) ? entry : source.getConfigurationProperty(name.getParent()));
	}

	/** Where the value begins. */
	String ofValue(@Nullable ConfigurationProperty property) {
		Origin origin = (property != null) ? property.getOrigin() : null;
		while (origin instanceof PropertySourceOrigin wrapper) {
			origin = wrapper.getOrigin();
		}
		if (origin instanceof TextResourceOrigin text && text.getLocation() != null) {
			return place(text.getLocation().getLine(), text.getLocation().getColumn());
		}
		Optional<NodeTuple> entry = (property != null) ? entry(property.getName()) : Optional.empty();
		return of(entry.map((found) -> found.getValueNode().getStartMark()).orElse(null));
	}

	/** Where the setting's own name begins. */
	String ofName(ConfigurationProperty property) {
		return entry(property.getName()).map((entry) -> of(entry.getKeyNode().getStartMark()))
			.orElseGet(() -> ofValue(property));
	}

	/** Of the whole file, if nothing is marked in it. */
	String of(@Nullable Mark mark) {
		return (mark != null) ? place(mark.getLine(), mark.getColumn()) : this.file + ": ";
	}

	/** Both are counted from 0. */
	private String place(int line, int column) {
		return "%s:%d:%d: ".formatted(this.file, line + 1, column + 1);
	}

	private Optional<NodeTuple> entry(ConfigurationPropertyName name) {
		try (Reader reader = Files.newBufferedReader(this.file)) {
			Node document = new Yaml(new LoaderOptions()).compose(reader);
			Optional<NodeTuple> entry = entry(document, name.getElement(0, Form.ORIGINAL));
			for (int i = 1; i < name.getNumberOfElements(); i++) {
				String key = name.getElement(i, Form.ORIGINAL);
				entry = entry.flatMap((group) -> entry(group.getValueNode(), key));
			}
			return entry;
		}
		catch (IOException | YAMLException ex) {
			return Optional.empty();
		}
	}

	private static Optional<NodeTuple> entry(@Nullable Node group, String key) {
		return !(group instanceof MappingNode mapping) ? Optional.empty()
				: mapping.getValue()
					.stream()
					.filter((entry) -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
					.findFirst();
	}

}
