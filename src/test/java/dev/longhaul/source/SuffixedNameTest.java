package dev.longhaul.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands behind a name, within the 255 bytes of a file system.
 */
class SuffixedNameTest {

	@ParameterizedTest
	@CsvSource({ "n, 250, 255", "n, 251, 255", "n, 255, 255", "é, 127, 255", "€, 84, 254", "€, 85, 254",
			"😀, 63, 253" })
	void a_name_gives_way_by_whole_characters(String character, int times, int bytes) {
		String name = character.repeat(times);

		String suffixed = SuffixedName.of(Path.of("sent", name), ".1234").toString();

		assertThat(suffixed).startsWith("sent/" + character).endsWith(character + ".1234");
		assertThat("sent/" + name).startsWith(suffixed.replace(".1234", ""));
		assertThat(suffixed.getBytes(StandardCharsets.UTF_8)).hasSize("sent/".length() + bytes);
	}

	@Test
	void a_name_that_leaves_room_stays_as_it_is() {
		assertThat(SuffixedName.of(Path.of("/sent/a.dump"), ".receipt.json.2"))
			.isEqualTo(Path.of("/sent/a.dump.receipt.json.2"));
	}

}
