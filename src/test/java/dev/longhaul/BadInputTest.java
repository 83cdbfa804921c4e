package dev.longhaul;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.QuietPort;
import dev.longhaul.stub.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with a command, a definition or a file is said in one sentence, with the
 * documented exit code, and the other files go up.
 */
class BadInputTest {

	private static final int UNFINISHED = 1;

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	@TempDir
	private Path folder;

	private Night night;

	@BeforeEach
	void begin() {
		this.night = Night.in(this.folder);
	}

	@AfterEach
	void end() {
		this.night.close();
	}

	@Test
	void commands_and_definitions_are_refused_before_anything_starts() {
		this.night.file("good.txt", 10, 1);
		refused("no definition 'weekly'", "run", "weekly");
		refused("nosuch.yml", "run", "nosuch.yml");
		refused("Unknown option", "run", "--fast");
		refused("'soon' is not a duration", "run", "--wait", "soon");
		refused("'10' is not a duration; write 30s, 5m, 2h or 7d", "watch", "--every", "10");
		refused("'99999999999d' is longer than 36500d", "prune", "--older-than", "99999999999d");
		refused("--every has to be at least 1ms", "watch", "--every", "500us");
		refused("--older-than 3m is less than an hour, m are minutes: write days, such as 90d", "prune", "--older-than",
				"3M");
		refused("--older-than 1s is less than an hour: write days, such as 90d", "prune", "--older-than", "1s");
		TypedCommand help = TypedCommand.in(this.folder.resolve("nowhere"), "run", "--help");
		assertThat(help.exitCode()).as("%s", help).isZero();
		assertThat(this.folder.resolve("nowhere")).doesNotExist();
		broken("source: [unclosed\n");
		refused("broken.yml:2:1: not YAML", "run", "broken");
		broken("source:\n  directory: files\n  colour: red\ndestination: {bucket: vault}\n");
		refused("broken.yml:3:3: unknown setting source.colour", "run", "broken");
		broken("one: 1\nsource: {directory: files, settle: 60}\ndestination: {bucket: a}\n");
		assertThat(command("run", "broken", "none").err().lines()).as("all mistakes at once, each one line")
			.hasSize(4)
			.allSatisfy((line) -> assertThat(line).startsWith("longhaul: "));
		broken("source: {directory: files}\ndestination: {bucket: vault}\ntransfer:\n  bandwidth: 0\n");
		refused("broken.yml:4:14: transfer.bandwidth '0' is no bandwidth", "run");

		assertThat(this.night.s3().requests()).isEmpty();
	}

	@Test
	void each_command_tells_the_version_and_makes_nothing() {
		for (String[] words : new String[][] { { "--version" }, { "run", "--version" }, { "watch", "-V" } }) {
			TypedCommand version = TypedCommand.in(this.folder.resolve("nowhere"), words);
			assertThat(version.exitCode()).as("%s", version).isZero();
			assertThat(version.out()).startsWith("longhaul ").hasLineCount(1);
		}
		assertThat(this.folder.resolve("nowhere")).doesNotExist();
	}

	@Test
	void help_is_a_command_too() {
		assertThat(command("help").out()).isEqualTo(command("--help").out()).contains("nodes", "Exit codes");
		assertThat(command("help", "run").out()).isEqualTo(command("run", "--help").out())
			.startsWith("Usage: longhaul run");
		assertThat(this.folder.resolve("home")).doesNotExist();
	}

	@Test
	void a_command_that_is_mistyped_is_answered_in_one_line() {
		assertThat(command("run", "--fille", "x").err())
			.isEqualTo("longhaul: Unknown option: '--fille'; did you mean --file? See 'longhaul run --help'\n");
		assertThat(command("show").err())
			.isEqualTo("longhaul: Missing required parameter: 'UPLOAD'. See 'longhaul show --help'\n");
		assertThat(command("verfy").err()).startsWith("longhaul: Unmatched argument at index 4: 'verfy'; did you mean")
			.contains(" verify")
			.endsWith("? See 'longhaul --help'\n")
			.hasLineCount(1);
		assertThat(command("help", "x").err()).startsWith("longhaul: Unknown subcommand 'x'. See 'longhaul");
		assertThat(command("watch", "--every", "0").err()).endsWith(". See 'longhaul watch --help'\n").hasLineCount(1);
	}

	/** No locale can read this one. */
	@Test
	void a_name_that_cannot_be_read_is_said_wherever_a_file_is_named() {
		for (String command : List.of("run --file", "verify", "show", "verify --receipt")) {
			List<String> words = new ArrayList<>(List.of(command.split(" ")));
			words.add("odd\0");
			TypedCommand typed = command(words.toArray(String[]::new));
			assertThat(typed.exitCode()).as("%s", typed).isEqualTo(USAGE);
			assertThat(typed.err()).startsWith("longhaul: ").contains("cannot be read: its name").hasLineCount(1);
		}
	}

	@Test
	void a_worker_that_is_refused_makes_no_folder() {
		refused("--name may have letters, digits and . _ - @ only", "worker", "--name", "x/../../y");
		refused("--parts-at-once has to be from 1 to 256", "worker", "--parts-at-once", "0");

		assertThat(this.folder.resolve("y")).doesNotExist();
		assertThat(this.folder.resolve("home")).doesNotExist();
	}

	@Test
	void files_that_cannot_go_do_not_keep_the_others() {
		Path good = this.night.file("good.txt", 10, 1);
		define("elsewhere", "not-there", "{path}");
		define("file", "files/good.txt", "{path}");
		define("clash", "twins", "flat/{name}");
		write("twins/a/same.txt", "a");
		write("twins/b/same.txt", "b");
		write("twins/b/other.txt", "b");

		TypedCommand run = command("run");

		assertThat(run.exitCode()).as("%s", run).isEqualTo(PERSON);
		assertThat(run.out()).contains("not-there cannot be read: there is no such folder")
			.contains("good.txt cannot be read: it is a file; name the folder that it lies in")
			.contains("would get the same key 'flat/same.txt'")
			.contains("2 delivered, 4 failed");
		assertThat(run.err()).isEmpty();
		assertThat(this.night.s3().objects()).extracting(StoredObject::key)
			.containsExactlyInAnyOrder(good.getFileName().toString(), "flat/other.txt");
	}

	@Test
	void an_empty_folder_is_named_beside_definitions_that_found_files() throws IOException {
		this.night.file("good.txt", 10, 1);
		define("weekly", "mount-point", "{path}");
		Files.createDirectory(this.folder.resolve("mount-point"));

		assertThat(command("run", "--dry-run").out())
			.contains("longhaul: 1 would be sent, no files found for weekly\n");
		TypedCommand quiet = command("run", "--quiet");
		assertThat(quiet.exitCode()).as("%s", quiet).isZero();
		assertThat(quiet.out()).startsWith("longhaul: 1 delivered, no files found for weekly, 10 bytes sent");
		assertThat(command("run", "--json").out()).contains("\"withoutFiles\":[\"weekly\"]");
		write("mount-point/b.txt", "b");
		assertThat(command("run").out()).contains("longhaul: 1 delivered, 1 skipped, 1 byte sent");
	}

	@Test
	void a_file_that_vanishes_between_scan_and_upload_is_reported() throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("files-at-once: 2", "files-at-once: 1"));
		this.night.file("a-first.bin", 2 * Night.PART + 1, 1);
		Path gone = this.night.file("b-second.bin", 2 * Night.PART + 1, 2);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().then(() -> delete(gone)));

		TypedCommand run = command("run");

		assertThat(run.exitCode()).as("%s", run).isEqualTo(PERSON);
		assertThat(run.out()).contains("b-second.bin is not there any more").contains("1 delivered, 1 failed");
		assertThat(command("run").exitCode()).isZero();
	}

	@Test
	void a_file_that_cannot_be_cut_into_that_many_parts_is_refused() throws IOException {
		Path huge = this.night.file("huge.bin", 0, 1);
		try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
			file.setLength(10_000L * Night.PART + 1);
		}

		TypedCommand run = command("run");

		assertThat(run.exitCode()).as("%s", run).isEqualTo(PERSON);
		assertThat(run.out()).contains("huge.bin").contains("10,001 parts").contains("set transfer.part-size to auto");
		assertThat(this.night.s3().requests()).isEmpty();
	}

	@Test
	void a_file_that_is_larger_than_the_largest_object_of_its_store_is_refused() throws IOException {
		Path huge = this.night.file("huge.bin", 0, 1);
		try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
			file.setLength(6L << 40);
		}
		this.night.defineStore("r2", "part-size: auto");

		for (String command : List.of("run --dry-run", "run")) {
			TypedCommand run = command(command.split(" "));
			assertThat(run.exitCode()).as("%s", run).isEqualTo(PERSON);
			assertThat(run.out()).contains("huge.bin", "has 6,597,069,766,656 bytes",
					"the store's largest object has 5,492,189,429,760; split the file");
		}
		assertThat(this.night.s3().requests()).isEmpty();
	}

	@Test
	void a_key_that_is_too_long_is_refused() {
		this.night.file("x".repeat(200), 1, 1);
		define("long", "files", "y/".repeat(450) + "{name}");

		TypedCommand run = command("run", "long");

		assertThat(run.exitCode()).as("%s", run).isEqualTo(PERSON);
		assertThat(run.out()).contains("1100 bytes, S3 allows 1024");
	}

	@Test
	void a_key_that_no_list_of_uploads_can_name_is_refused_where_the_file_has_parts() {
		this.night.file("small\u001b.bin", 10, 1);
		this.night.file("large\u001b.bin", 2 * Night.PART, 2);

		assertThat(this.night.run()).filteredOn(UploadOutcome::needsPerson)
			.singleElement()
			.satisfies((large) -> assertThat(large.message()).contains("large", "control character"));
		assertThat(this.night.s3().objects()).hasSize(1);
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void a_bucket_or_endpoint_that_is_not_there_is_named() throws IOException {
		this.night.file("good.txt", 10, 1);
		Path definition = this.folder.resolve("vault.yml");
		String right = Files.readString(definition);
		Files.writeString(definition, right.replace("bucket: vault", "bucket: vualt").replace(", store: generic", ""));
		TypedCommand bucket = command("run");
		assertThat(bucket.exitCode()).as("%s", bucket).isEqualTo(PERSON);
		assertThat(bucket.out())
			.contains("there is no bucket vualt at http://127.0.0.1:%d: it answers 404 NoSuchBucket"
				.formatted(this.night.s3().endpoint().getPort()))
			.doesNotContain("longhaul-trial")
			.contains("create the bucket or correct destination.bucket");

		Files.writeString(definition,
				right.replaceFirst("endpoint: \"[^\"]*\"", "endpoint: \"http://127.0.0.1:" + QuietPort.find() + "\""));
		TypedCommand endpoint = command("run");
		assertThat(endpoint.exitCode()).as("%s", endpoint).isEqualTo(UNFINISHED);
		assertThat(endpoint.out()).contains("aborted  an unfinished upload")
			.contains("does not answer")
			.contains("check destination.endpoint");
		assertThat(endpoint.out() + endpoint.err()).doesNotContain("\tat ");
	}

	private void refused(String sentence, String... words) {
		TypedCommand command = command(words);
		assertThat(command.exitCode()).as("%s", command).isEqualTo(USAGE);
		assertThat(command.err()).contains(sentence).doesNotContain("\tat ").doesNotContain("Exception");
		assertThat(command.out()).isEmpty();
	}

	private TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

	private void broken(String definition) {
		write("broken.yml", definition);
	}

	private void define(String name, String directory, String key) {
		write(name + ".yml", """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: vault, key: "%s", endpoint: "%s", store: generic}
				""".formatted(this.folder.resolve(directory), key, this.night.s3().endpoint()));
	}

	private void write(String file, String text) {
		Night.write(this.folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
