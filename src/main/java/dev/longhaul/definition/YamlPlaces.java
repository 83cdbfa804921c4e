package dev.longhaul.definition;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
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

	/** Where the value of a setting begins. */
	Optional<Mark> of(ConfigurationPropertyName name) {
		return entry(name).map((entry) -> entry.getValueNode().getStartMark());
	}

	/** Where the setting's own name begins. */
	Optional<Mark> ofKey(ConfigurationPropertyName name) {
		return entry(name).map((entry) -> entry.getKeyNode().getStartMark());
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
