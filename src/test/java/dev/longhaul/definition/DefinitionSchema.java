package dev.longhaul.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema that editors read, as they would judge by it.
 */
final class DefinitionSchema {

	static final Path FILE = Path.of("config/definition.schema.json");

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

	private final Schema schema = this.registry.getSchema(text());

	JsonNode tree() {
		return JsonMapper.builder().build().readTree(text());
	}

	/** What is wrong with the YAML of a definition. */
	List<String> problemsOf(String yaml) {
		return this.schema.validate(yaml, InputFormat.YAML).stream().map(String::valueOf).toList();
	}

	private static String text() {
		try {
			return Files.readString(FILE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
