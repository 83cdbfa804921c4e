package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks for an upload that was pruned is told so, and what is still known of it.
 */
class PrunedUploadsTest {

	private static final int USAGE = 2;

	private final Path folder;

	private final Night night;

	private final Path file;

	PrunedUploadsTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("small.bin", 10, 1);
	}

	@BeforeEach
	void deliverTwiceAndPrune() {
		this.night.runOne();
		TypedCommand.in(this.folder, "run", "--again", "--file", this.file.toString());
		this.night.longhaul("prune", "--older-than", "0d");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void the_last_delivery_of_a_file_is_told_where_it_went_and_what_verifies_it() {
		assertThat(said("show", "2"))
			.startsWith("longhaul: upload 2 was pruned, and its receipt with it. It delivered %s to %s/small.bin at "
				.formatted(this.file, destination()))
			.endsWith(("; 'longhaul verify %s' verifies it while the file is there, "
					+ "'longhaul verify --receipt RECEIPT.json' where its receipt was kept")
				.formatted(this.file));
		assertThat(said("verify", "2")).isEqualTo(said("show", "2"));
		assertThat(said("show", this.file.toString())).isEqualTo(said("show", "2"));
		assertThat(said("show", this.file + " ")).contains("no upload of " + this.file + "  is known in ");
	}

	@Test
	void the_key_of_one_that_was_pruned_before_keys_were_kept_is_not_told() {
		this.night.sql("update DELIVERED_FILE set OBJECT_KEY = null");

		assertThat(said("show", "2")).contains("It delivered %s to %s at ".formatted(this.file, destination()));
		assertThat(this.night.longhaul(0, "verify", this.file.toString())).as("by its definition").contains("proved  ");
	}

	@Test
	void the_file_of_one_is_verified_also_where_no_definition_takes_it_any_more() throws IOException {
		Files.delete(this.folder.resolve("vault.yml"));

		assertThat(this.night.longhaul(0, "verify", this.file.toString())).startsWith("proved  2  ")
			.contains("/small.bin, " + this.file + ": the store's ETag equals that of the file");

		Files.write(this.file, new byte[] { 1 });
		assertThat(this.night.longhaul(1, "verify", this.file.toString())).startsWith("changed  2  ")
			.contains("what lies there now is another version than was delivered: run again",
					"its object is there, and its receipt, which would tell more, was pruned");
		assertThat(this.night.longhaul(1, "verify", "--json", this.file.toString())).contains("\"result\":\"changed\"");
		Files.delete(this.file);
		assertThat(said("verify", this.file.toString())).isEqualTo(said("show", "2"));
	}

	@Test
	void the_file_of_one_is_compared_with_its_object_and_not_with_what_its_definition_would_send_it_to_now() {
		this.night.move("other", "if-exists: overwrite");

		assertThat(this.night.longhaul(0, "verify", this.file.toString())).contains("proved  2  ");
	}

	@Test
	void one_of_which_nothing_is_left_may_have_been_pruned() {
		assertThat(said("show", "1")).contains("there is no upload 1 in the home ")
			.endsWith("'longhaul history --since 90d' all but those that were pruned");
		assertThat(said("verify", "1")).isEqualTo(said("show", "1"));
	}

	@Test
	void the_history_says_how_many_deliveries_of_its_time_were_pruned() {
		Path other = this.night.file("other.bin", 10, 2);
		this.night.run();

		assertThat(history()).startsWith("longhaul: of this time at least 1 delivery was pruned, the last one of 20")
			.endsWith("Z");
		assertThat(history("--definition", "vault")).isEqualTo(history());
		assertThat(history("--definition", "weekly")).doesNotContain("pruned");
		assertThat(this.night.longhaul("history")).contains("  " + other + "  ");
		this.night.sql("update DELIVERED_FILE set DELIVERED = timestamp '2020-01-01 00:00:00'");
		assertThat(history()).as("of another time").isEmpty();
	}

	private String history(String... options) {
		String[] words = Stream.concat(Stream.of("history"), Stream.of(options)).toArray(String[]::new);
		return TypedCommand.in(this.folder, words).err().strip();
	}

	@Test
	void nothing_of_them_is_unfinished() {
		assertThat(said("abort", "2")).contains("nothing was aborted: upload 2 was delivered, and pruned since; ");
		assertThat(said("rerun", "1", "2"))
			.contains("nothing was sent: there is no upload 1, or it ended and was pruned, upload 2 was delivered, ");
	}

	@Test
	void a_history_without_uploads_is_no_line_of_json() {
		assertThat(this.night.longhaul("history", "--json")).isEmpty();
		assertThat(this.night.longhaul("status", "--json")).isEmpty();
	}

	private String destination() {
		return this.night.rows("select DESTINATION from DELIVERED_FILE").get(0);
	}

	private String said(String... words) {
		TypedCommand ended = TypedCommand.in(this.folder, words);
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(USAGE);
		assertThat(ended.out()).isEmpty();
		return ended.err().strip();
	}

}
