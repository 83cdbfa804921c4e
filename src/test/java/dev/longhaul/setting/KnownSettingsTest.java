package dev.longhaul.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import dev.longhaul.definition.Misconfigured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Keys below {@code longhaul.} in the files of settings.
 */
class KnownSettingsTest {

	@ParameterizedTest
	@CsvSource({ "longhaul: {repositry: {url: x}}, longhaul.repositry.url; did you mean longhaul.repository.url?",
			"longhaul: {memry: 4MB}, longhaul.memry; did you mean longhaul.memory?",
			"longhaul: {home: x}, longhaul.home; did you mean LONGHAUL_HOME?",
			"longhaul: {native-cryptography: false}, longhaul.native-cryptography; did you mean the option -Dlonghaul.native-cryptography?",
			"longhaul: {colour: red}, longhaul.colour;" })
	void one_that_means_nothing_is_refused(String yaml, String problem) {
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> require(text(yaml)))
			.withMessageContaining("unknown setting " + problem + " there are shutdown-grace, memory, ")
			.withMessageContaining("[text]:1:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "config/application.yml", "config/application-cluster.yml",
			"src/main/resources/application.yml" })
	void those_of_our_own_files_are_known(String file) throws IOException {
		Path commented = Path.of(file);
		String all = Files.readString(commented).replaceAll("(?m)^( *)# (?=( *)[a-z-]+:( |$))", "$1");
		assertThatNoException().isThrownBy(() -> require(new FileSystemResource(commented)));
		assertThat(all).contains("longhaul:");
		assertThatNoException().isThrownBy(() -> require(text(all)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "config/application.yml", "config/application-cluster.yml" })
	void the_defaults_that_are_shown_are_those_that_hold(String file) throws IOException {
		List<String> defaults = values(Path.of("src/main/resources/application.yml"));
		List<String> shown = values(Path.of(file));

		assertThat(Files.readString(Path.of(file)))
			.doesNotContainPattern("(?m)^ *(shutdown-grace|memory|page-cache|loan|patience):");
		assertThat(shown).filteredOn((value) -> defaults.stream().anyMatch((one) -> name(one).equals(name(value))))
			.isNotEmpty()
			.allSatisfy((value) -> assertThat(defaults).contains(value));
	}

	/** As {@code name: value}, those that are commented out too. */
	private static List<String> values(Path yaml) throws IOException {
		return Pattern.compile("(?m)^[ #]*([a-z-]+: [^ \\n]+)")
			.matcher(Files.readString(yaml))
			.results()
			.map((found) -> found.group(1))
			.toList();
	}

	private static String name(String value) {
		return value.substring(0, value.indexOf(':'));
	}

	@Test
	void a_timetable_and_other_ways_to_write_a_name_are_known() {
		assertThatNoException().isThrownBy(() -> require(
				text("longhaul: {shutdownGrace: 5s, bandwidth: {\"08:00-18:00\": 10MB, else: 20MB}}\nother: 1")));
	}

	@Test
	void a_section_that_is_commented_out_is_none() {
		assertThatNoException().isThrownBy(
				() -> require(text("longhaul:\n  repository:\n    # url: x\n  cluster:\n    queue:\n  memory: 4MB\n")));
		assertThatNoException().isThrownBy(() -> require(text("longhaul:\n  # memory: 4MB\n")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "longhaul: [memory, 4MB]", "longhaul: 4MB", "longhaul: [{memory: 4MB}]" })
	void what_is_no_section_is_refused(String yaml) {
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> require(text(yaml)))
			.withMessageMatching(".* \\[text]:1:\\d+: longhaul is no section of settings; write each as "
					+ "'name: value' on a line of its own, further in than longhaul:");
	}

	private static Resource text(String yaml) {
		return new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "text");
	}

	private static void require(Resource yaml) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("file", yaml);
		StandardEnvironment environment = new StandardEnvironment();
		sources.forEach(environment.getPropertySources()::addLast);
		KnownSettings.requireIn(environment);
	}

}
