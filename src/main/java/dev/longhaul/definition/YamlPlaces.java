package dev.longhaul.definition;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where the values of a file stand. Of most of them Spring Boot knows it, of empty groups
 * it does not.
 */
record YamlPlaces(Path file) {

	Optional<Mark> of(ConfigurationPropertyName name) {
		try (Reader reader = Files.newBufferedReader(this.file)) {
			Optional<Node> node = Optional.ofNullable(new Yaml(new LoaderOptions()).compose(reader));
			for (int i = 0; i < name.getNumberOfElements(); i++) {
				String key = name.getElement(i, Form.ORIGINAL);
				node = node.flatMap((group) -> value(group, key));
			}
			return node.map(Node::getStartMark);
		}
		catch (IOException | YAMLException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Node> value(Node group, String key) {
		return !(group instanceof MappingNode mapping) ? Optional.empty()
				: mapping.getValue()
					.stream()
					.filter((entry) -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
					.map((entry) -> entry.getValueNode())
					.findFirst();
	}

}
