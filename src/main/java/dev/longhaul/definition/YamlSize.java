package dev.longhaul.definition;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Finds a file of few lines that means very many values, by aliases that name each other
 * or themselves: whoever spells them out, as Spring Boot does, runs out of memory.
 */
final class YamlSize {

	private static final int MOST_VALUES = 10_000;

	private static final int DEEPEST = 50;

	private int values;

	private YamlSize() {
	}

	/** Where the first group stands that holds too much. */
	static Optional<Mark> excess(Path file) throws IOException {
		try (Reader reader = Files.newBufferedReader(file)) {
			for (Node document : new Yaml(new LoaderOptions()).composeAll(reader)) {
				if (new YamlSize().isTooMuch(document, 0)) {
					return Optional.of(document.getStartMark());
				}
			}
			return Optional.empty();
		}
	}

	private boolean isTooMuch(Node node, int depth) {
		this.values++;
		if (depth > DEEPEST || this.values > MOST_VALUES) {
			return true;
		}
		if (node instanceof MappingNode group) {
			return group.getValue()
				.stream()
				.anyMatch((entry) -> isTooMuch(entry.getKeyNode(), depth + 1)
						|| isTooMuch(entry.getValueNode(), depth + 1));
		}
		return node instanceof SequenceNode list
				&& list.getValue().stream().anyMatch((entry) -> isTooMuch(entry, depth + 1));
	}

}
