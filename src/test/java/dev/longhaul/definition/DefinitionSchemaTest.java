package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What editors say of a definition is what Longhaul says of it.
 */
class DefinitionSchemaTest {

	private static final String SHORTEST = "source: {directory: /data}\ndestination: {bucket: corp-backups}\n";

	private final DefinitionSchema schema = new DefinitionSchema();

	@Test
	void knows_every_setting_its_form_and_its_default_and_no_other() {
		assertThat(SchemaWalk.differences(JobDefinition.Content.class, this.schema.tree()))
			.as("the schema and the records differ; do what the lines say, and add the setting to definitions.md")
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void accepts_the_definitions_that_come_with_longhaul_and_stands_in_their_first_line(Path file) throws IOException {
		String yaml = Files.readString(file);

		assertThat(this.schema.problemsOf(yaml)).isEmpty();
		assertThat(yaml).startsWith("# yaml-language-server: $schema=../config/definition.schema.json\n");
		assertThat(file.resolveSibling("../config/definition.schema.json")).exists();
	}

	static List<Path> accepts_the_definitions_that_come_with_longhaul_and_stands_in_their_first_line()
			throws IOException {
		try (Stream<Path> files = Files.list(Path.of("jobs"))) {
			List<Path> definitions = files.filter((file) -> file.toString().endsWith(".yml")).sorted().toList();
			assertThat(definitions).isNotEmpty();
			return definitions;
		}
	}

	/** Whether a file exists no schema can know, nor what two settings are together. */
	@ParameterizedTest(name = "{1}")
	@MethodSource("dev.longhaul.definition.DefinitionMistakesTest#says_where_the_mistake_is_and_what_would_be_right")
	void refuses_what_longhaul_refuses(String yaml, String problem) {
		assertThat(this.schema.problemsOf(yaml).isEmpty()).as("schema of: %s", problem)
			.isEqualTo(problem.contains(" cannot be read") || problem.contains(" is too slow for "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "source: /data\ndestination: {bucket: corp-backups}\n", "description: nothing else\n",
			"source: {}\ndestination: {}\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups}\ntwo: 2\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups, endpoint: s3.example.com}\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups, endpoint: 'https://a:b@host'}\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups, endpoint: 'http://minio_server'}\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups, metadata: {cost center: b}}\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups}\ntransfer: {part-size: 0MB}\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups}\ntransfer: {part-size: 7864320}\n",
			"source: {directory: /data}\ndestination: {bucket: corp-backups}\ntransfer: {part-size: 64MiB}\n" })
	void refuses_what_is_wrong(String yaml) {
		assertThat(this.schema.problemsOf(yaml)).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "enabled: ${ON:true}\n", "on-failure: ${FAILURE}\n", "give-up-after: 30d\n",
			"give-up-after: PT1H\n", "description:\n", "transfer: {part-size: 64MB, parts-at-once: \"${PARTS}\"}\n",
			"transfer: {part-size: 64 MB}\n", "transfer: {part-size: 6291456}\n", "transfer: {part-size: AUTO}\n",
			"transfer: {parts-at-once: auto}\n" })
	void accepts_what_longhaul_accepts(String further) {
		assertThat(this.schema.problemsOf(SHORTEST + further)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "\"0\"", "0s", "90m" })
	void accepts_durations_that_longhaul_accepts(String settle) {
		assertThat(this.schema
			.problemsOf("source: {directory: /data, settle: %s}\ndestination: {bucket: vault}\n".formatted(settle)))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1", "\"0\"" })
	void refuses_to_give_up_after_what_longhaul_refuses(String limit) {
		assertThat(this.schema.problemsOf(SHORTEST + "give-up-after: " + limit + "\n")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "region: \"\"", "endpoint:", "endpoint: ${ENDPOINT:}", "endpoint: http://127.0.0.1:9000",
			"endpoint: HTTPS://host/", "endpoint: https://host/storage/v1/s3", "key: \"${PREFIX:db}/{path}\"",
			"path-style: false", "profile: backup", "metadata: {cost+center: a, level: 3}" })
	void accepts_destinations_that_longhaul_accepts(String setting) {
		assertThat(this.schema
			.problemsOf("source: {directory: /data}\ndestination:\n  bucket: \"${BUCKET}\"\n  " + setting + "\n"))
			.isEmpty();
	}

	@Test
	void accepts_every_placeholder_of_a_key() {
		String complaint = String.valueOf(catchThrowable(() -> KeyTemplate.parse("{nam}")).getMessage());
		List<String> placeholders = Pattern.compile("\\{[^}]+}")
			.matcher(complaint.substring(complaint.indexOf("there are")))
			.results()
			.map(MatchResult::group)
			.toList();

		assertThat(placeholders).hasSizeGreaterThan(8)
			.allSatisfy((placeholder) -> assertThat(this.schema
				.problemsOf("source: {directory: /data}\ndestination: {bucket: vault, key: \"" + placeholder + "\"}\n"))
				.as("the pattern of destination.key in %s has to know %s", DefinitionSchema.FILE, placeholder)
				.isEmpty());
	}

	/** The walk itself: each way in which schema and record can differ. */
	@Test
	void says_of_each_difference_what_has_to_be_done() {
		JsonNode drifted = JsonMapper.builder().build().readTree("""
				{"additionalProperties": false, "properties": {
					"old-name": {"description": "d", "type": "string"},
					"how-many": {"description": "d", "type": "string", "default": 1},
					"colour": {"description": "d", "enum": ["red"], "default": "red"},
					"pause": {"description": "d", "type": "string"},
					"names": {"description": "d", "type": "array", "items": {"type": "integer"}},
					"limits": {"description": "d", "type": "object", "additionalProperties": {"type": "integer"}},
					"deep": {"description": "", "type": "object", "properties": {}},
					"odd": {"description": "d", "type": "string"}}}""");

		assertThat(SchemaWalk.differences(Drifted.class, drifted))
			.extracting((line) -> line.replace(DefinitionSchema.FILE + ": ", ""))
			.containsExactly("how-many must allow the type integer",
					"how-many must say \"default\": 2, as the record does",
					"colour must have the words [red, dark-blue], as Colour has; it has [red]",
					"colour says the default \"red\", the record has none: remove it",
					"pause is a duration: say {\"$ref\": \"#/definitions/duration\"} in it",
					"names[] must allow the type string", "names must say \"default\": [\"a\"], as the record does",
					"limits.* must allow the type string", "deep needs a description, which editors show",
					"deep must say \"additionalProperties\": false, for Longhaul refuses unknown settings",
					"deep.inner is missing: add a property \"inner\" for component inner of Deep, of type boolean",
					"odd has the type java.lang.Object, which SchemaWalk does not know: say its forms in "
							+ "SchemaWalk.FORMS",
					"old-name is one too many: Drifted has no component of that name; remove it");
	}

	private enum Colour {

		RED, DARK_BLUE

	}

	private record Drifted(@DefaultValue("2") int howMany, @Nullable Colour colour, @Nullable Duration pause,
			@DefaultValue("a") List<String> names, @Nullable Map<String, String> limits, @DefaultValue Deep deep,
			@Nullable Object odd) {

	}

	private record Deep(boolean inner) {

	}

}
