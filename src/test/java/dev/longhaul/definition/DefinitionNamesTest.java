package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each name of a setting in a definition is one that there is, and stands there once.
 */
class DefinitionNamesTest {

	private final WrittenDefinition written;

	DefinitionNamesTest(@TempDir Path folder) {
		this.written = new WrittenDefinition(folder);
	}

	/** Spring drops some of them, and takes others for entries of a list. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?: x            | 5:1 | ?
			_: x            | 5:1 | _
			'1: x'          | 5:4 | [1]
			'true: x'       | 5:7 | [true]
			'~: x'          | 5:4 | [null]
			'"[0]": x'      | 5:1 | [0]
			'source[0]: x'  | 5:1 | source[0]
			'  bucket[0]: x'    | 5:3 | destination.bucket[0]
			'  "...": x'    | 5:3 | destination....
			'  größe: x'    | 5:3 | destination.größe
			'  key path: x' | 5:3 | destination.key path
			""")
	void a_name_that_means_nothing_is_a_mistake(String line, String place, String name) throws IOException {
		this.written.problems(SHORTEST + line + "\n")
			.singleElement()
			.asString()
			.startsWith(place + ": unknown setting " + name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "part-size", "partSize", "part_size", "PART-SIZE" })
	void a_name_may_be_written_as_other_configurations_of_spring_are(String name) throws IOException {
		assertThat(this.written.read(SHORTEST + "Transfer: {" + name + ": 9MB}\n").transfer().partSize())
			.isEqualTo("9MB");
	}

	@Test
	void a_setting_that_stands_there_in_two_spellings_is_a_mistake() throws IOException {
		this.written.problems(SHORTEST + "  storage-class: GLACIER\n  storage_class: STANDARD\n")
			.containsExactly(
					"6:3: destination.storage_class is set already, under another spelling; " + "delete one of them");
		this.written.problems(SHORTEST + "transfer.partsize: 9MB\ntransfer: {part-size: 10MB}\n")
			.containsExactly("6:12: transfer.part-size is set already, under another spelling; delete one of them");
	}

	@Test
	void the_keys_of_a_map_are_kept_as_they_are_however_its_name_is_written() throws IOException {
		assertThat(
				this.written.read(SHORTEST + "  Tags: {cost centre: a, 7: b, x.y: c}\n").destination().wishes().tags())
			.containsOnlyKeys("cost centre", "7", "x.y");
	}

	@Test
	void an_entry_of_a_list_that_is_a_group_is_a_mistake() throws IOException {
		this.written.problems("source: {directory: /data, include: [{glob: x}]}\ndestination: {bucket: vault}\n")
			.containsExactly("1:45: unknown setting source.include[0].glob");
	}

}
