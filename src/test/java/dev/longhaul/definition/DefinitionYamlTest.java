package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A file that is not one map of settings in YAML is no definition.
 */
class DefinitionYamlTest {

	private final WrittenDefinition written;

	DefinitionYamlTest(@TempDir Path folder) {
		this.written = new WrittenDefinition(folder);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void says_where_a_file_is_not_yaml(String yaml, String place) throws IOException {
		this.written.problems(yaml)
			.hasSize(1)
			.first()
			.asString()
			.startsWith(place + ": not YAML: ")
			.endsWith("or holds ': ', between quotes");
	}

	static Stream<Arguments> says_where_a_file_is_not_yaml() {
		return Stream.of(
		// @formatter:off
			Arguments.of("source:\n  directory: [/data\ndestination:\n", "3:12"),
			Arguments.of("source:\n\tdirectory: /data\n", "2:1"),
			Arguments.of("source: directory: /data\n", "1:18"),
			Arguments.of("destination:\n  key: {name}/x\n", "2:14"),
			Arguments.of("source: \"/data\n", "2:1"));
		// @formatter:on
	}

	@ParameterizedTest
	@ValueSource(strings = { "!!binary '###'", "!!int many", "!!str [a]", "\"\\UFFFFFFFF\"" })
	void refuses_a_value_that_is_not_what_its_tag_says(String value) throws IOException {
		this.written.problems(SHORTEST + "  key: " + value + "\n")
			.containsExactly(
					"not YAML: a value is not what its tag (!!) or its escape (\\U) says; settings need neither");
	}

	@Test
	void refuses_a_key_that_is_given_twice() throws IOException {
		this.written.problems("""
				source:
				  directory: /data
				destination:
				  bucket: corp-backups
				  bucket: other
				""")
			.hasSize(1)
			.first()
			.asString()
			.startsWith("5:3: not YAML: ")
			.endsWith("found duplicate key bucket; let it stand once");
		this.written.problems(SHORTEST + "source:\n  directory: /other\n")
			.hasSize(1)
			.first()
			.asString()
			.startsWith("5:1: not YAML: ")
			.endsWith("found duplicate key source; let it stand once");
	}

	@Test
	void refuses_what_is_not_one_document() throws IOException {
		this.written.problems(SHORTEST + "---\n" + SHORTEST)
			.containsExactly("has 2 YAML documents, a definition has one");
		this.written.problems("# nothing but a comment\n").hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "'', is empty; write at least source and destination",
			"'- a', 1:1: has no settings; a definition begins with source: or destination:",
			"text, 1:1: has no settings; a definition begins with source: or destination:" })
	void refuses_what_has_no_settings(String yaml, String problem) throws IOException {
		this.written.problems(yaml).containsExactly(problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "just text", "- a\n- b\n", "42" })
	void refuses_what_is_no_map_of_settings(String yaml) throws IOException {
		this.written.problems(yaml).isNotEmpty();
	}

	@Test
	void refuses_a_file_that_is_not_there(@TempDir Path folder) {
		Path missing = folder.resolve("missing.yml");

		assertThatExceptionOfType(Misconfigured.class)
			.isThrownBy(() -> new DefinitionFile(missing, new MockEnvironment()).read())
			.withMessageStartingWith(missing + ": ");
	}

}
