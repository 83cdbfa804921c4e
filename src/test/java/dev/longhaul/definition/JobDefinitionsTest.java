package dev.longhaul.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which definitions a command works on.
 */
class JobDefinitionsTest {

	/** The project's own; tests run in the project's folder. */
	private static final Path PROJECT_JOBS = Path.of("jobs");

	@TempDir
	private Path folder;

	@Test
	void takes_the_enabled_ones_when_none_is_named() throws IOException {
		write("b.yml", "");
		write("a.yaml", "");
		write("off.yml", "enabled: false");
		write("notes.txt", "");
		write("c.yml.bak", "");

		assertThat(select()).extracting(JobDefinition::name).containsExactly("a", "b");
	}

	@Test
	void an_ending_may_be_written_in_capitals() throws IOException {
		write("a.yml", "");
		write("z.YML", "");
		write("z2.Yaml", "enabled: false");

		assertThat(select()).extracting(JobDefinition::name).containsExactly("a", "z");
		assertThat(select("z")).extracting(JobDefinition::name).containsExactly("z");
		assertThat(select(this.folder.resolve("z2.Yaml").toString())).extracting(JobDefinition::name)
			.containsExactly("z2");
	}

	@Test
	void passes_over_what_editors_and_file_systems_leave_beside_them() throws IOException {
		write("a.yml", "");
		Files.createSymbolicLink(this.folder.resolve(".#a.yml"), Path.of("somebody@host.4711:1"));
		Files.write(this.folder.resolve("._a.yml"), new byte[] { 0, 5, 22, 7 });
		Files.createFile(this.folder.resolve(".yml"));

		assertThat(select()).extracting(JobDefinition::name).containsExactly("a");
		assertThat(new JobDefinitions(this.folder, Path.of(""), new MockEnvironment()).examine(List.of())).hasSize(1);
	}

	@Test
	void takes_a_disabled_one_when_it_is_named() throws IOException {
		write("a.yml", "");
		write("off.yml", "enabled: false");

		assertThat(select("off")).singleElement().extracting(JobDefinition::enabled).isEqualTo(false);
		assertThat(select("off", "a")).extracting(JobDefinition::name).containsExactly("off", "a");
	}

	@Test
	void takes_a_file_by_its_path(@TempDir Path elsewhere) throws IOException {
		Path file = Files.writeString(elsewhere.resolve("own.yml"), yaml("enabled: false"));

		assertThat(select(file.toString())).extracting(JobDefinition::name).containsExactly("own");
	}

	@Test
	void lists_the_known_ones_when_there_is_none_of_the_name() throws IOException {
		write("a.yml", "");
		write("b.yaml", "");

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> select("c"))
			.withMessage("no definition 'c' in %s (there are: a, b)", this.folder);
	}

	@Test
	void says_that_there_are_none_at_all() {
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> select("c"))
			.withMessageContaining("(there are: none)");
		assertThat(select()).isEmpty();
	}

	@Test
	void says_that_there_is_no_such_folder() {
		JobDefinitions missing = new JobDefinitions(this.folder.resolve("missing"), Path.of(""), new MockEnvironment());

		for (List<String> names : List.of(List.<String>of(), List.of("a"))) {
			assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> missing.select(names))
				.withMessageContaining(this.folder.resolve("missing").toString())
				.withMessageContaining("--jobs");
		}
	}

	@Test
	void says_that_a_file_given_by_its_path_is_not_there() {
		Path missing = this.folder.resolve("missing.yml");

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> select(missing.toString()))
			.withMessageStartingWith(missing + ": ");
	}

	@Test
	void says_that_a_folder_or_what_is_no_text_is_no_definition() throws IOException {
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> select(this.folder + "/"))
			.withMessageContaining(": is a folder; name it with --jobs");
		Path binary = Files.write(this.folder.resolve("dump.bin"), new byte[] { (byte) 0xff, (byte) 0xfe, 0, 1 });
		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> select(binary.toString()))
			.withMessageContaining("dump.bin: ")
			.withMessageNotContaining("java.");
	}

	@Test
	void names_the_problems_of_all_files() throws IOException {
		write("a.yml", "one: 1");
		write("b.yml", "");
		write("c.yml", "three: 3");

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(this::select)
			.satisfies((refused) -> assertThat(refused.problems()).satisfiesExactly(
					(problem) -> assertThat(problem)
						.startsWith(this.folder.resolve("a.yml") + ":1:1: unknown setting one; there are "),
					(problem) -> assertThat(problem)
						.startsWith(this.folder.resolve("c.yml") + ":1:1: unknown setting three; there are ")));
	}

	@Test
	void names_what_is_not_there_together_with_the_problems_of_the_others() throws IOException {
		write("a.yml", "one: 1");

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(() -> select("c", "a", "d"))
			.satisfies((refused) -> assertThat(refused.problems()).satisfiesExactly(
					(problem) -> assertThat(problem).startsWith("no definition 'c'"),
					(problem) -> assertThat(problem).contains("unknown setting one"),
					(problem) -> assertThat(problem).startsWith("no definition 'd'")));
	}

	@Test
	void one_that_is_named_twice_is_one() throws IOException {
		write("a.yml", "");

		assertThat(select("a", "a", this.folder.resolve("a.yml").toString())).hasSize(1);
		assertThat(new JobDefinitions(this.folder, Path.of(""), new MockEnvironment())
			.examine(List.of("a", this.folder + "/a.yml"))).hasSize(1);
	}

	@Test
	void refuses_two_definitions_of_one_name() throws IOException {
		write("a.yml", "");
		write("a.yaml", "");

		assertThatExceptionOfType(Misconfigured.class).isThrownBy(this::select)
			.withMessageContaining("another definition has the name a too");
	}

	@ParameterizedTest
	@MethodSource
	void reads_each_definition_of_the_project(Path file) {
		JobDefinitions jobs = new JobDefinitions(PROJECT_JOBS, Path.of(""), new MockEnvironment());

		assertThat(jobs.select(List.of(file.toString()))).singleElement()
			.satisfies((definition) -> assertThat(definition.description()).isNotBlank());
	}

	static List<Path> reads_each_definition_of_the_project() {
		try (Stream<Path> files = Files.list(PROJECT_JOBS)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void sends_nothing_by_a_definition_of_the_project_that_nobody_has_made_his_own() {
		JobDefinitions jobs = new JobDefinitions(PROJECT_JOBS, Path.of(""), new MockEnvironment());

		assertThat(jobs.select(List.of())).isEmpty();
		assertThat(jobs.select(List.of("nightly", "dropbox", "archive", "quickstart"))).hasSize(4);
	}

	@Test
	void gives_them_by_their_names_and_the_most_that_one_asks_for() throws IOException {
		write("a.yml", "transfer: {parts-at-once: 3, files-at-once: 7}");
		write("b.yml", "transfer: {parts-at-once: 5, files-at-once: 2}");
		Definitions inUse = new Definitions(select());

		assertThat(inUse.get("b").transfer().mostPartsAtOnce()).isEqualTo(5);
		assertThat(inUse.all()).hasSize(2);
		assertThat(inUse.partsAtOnce()).isEqualTo(5);
		assertThat(inUse.filesAtOnce()).isEqualTo(7);

		write("d.yml", "transfer: {parts-at-once: auto}");
		Definitions adaptive = new Definitions(select());
		assertThat(adaptive.partsAtOnce()).as("beside the others").isEqualTo(5 + TransferSettings.MOST_ADAPTIVE);
		assertThat(adaptive.fixedPartsAtOnce()).isEqualTo(5);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inUse.get("c"));
	}

	private List<JobDefinition> select(String... names) {
		return new JobDefinitions(this.folder, Path.of(""), new MockEnvironment()).select(List.of(names));
	}

	private void write(String name, String more) throws IOException {
		Files.writeString(this.folder.resolve(name), yaml(more));
	}

	private static String yaml(String first) {
		return first + """

				source:
				  directory: /data
				destination:
				  bucket: corp-backups
				""";
	}

}
