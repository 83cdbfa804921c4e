package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deliveries that are named to be verified, and what of them is known.
 */
class NamedDeliveriesTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	NamedDeliveriesTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("small.bin", 10, 1);
	}

	@BeforeEach
	void deliver() {
		this.night.runOne();
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void one_that_is_not_known_keeps_none_of_the_others_from_being_verified() {
		TypedCommand ended = verify(3, "1", "99", "nosuch.bin");

		assertThat(ended.out()).contains("proved  1  ").endsWith("longhaul: 1 proved, 2 not known\n");
		assertThat(ended.err()).contains("there is no upload 99 in ").contains("nosuch.bin is known in ");
		assertThat(verify(3, "--json", "1", "99").out()).contains("\"proved\":1,", "\"unknown\":1");
	}

	@Test
	void where_none_of_them_is_known_nothing_was_begun() {
		TypedCommand ended = verify(2, "98", "99");

		assertThat(ended.out()).isEmpty();
		assertThat(ended.err()).contains("there is no upload 98 in ", "there is no upload 99 in ");
	}

	@Test
	void what_is_not_delivered_yet_is_no_object_that_is_missing() {
		Path unfinished = this.night.file("big.bin", 3 * Night.PART, 2);
		this.night.leaveUnfinished();
		int asked = this.night.s3().requests().size();
		for (String named : List.of(unfinished.toString(), "2")) {
			TypedCommand ended = verify(1, named);
			assertThat(ended.out()).isEmpty();
			assertThat(ended.err()).contains(unfinished + " is not delivered yet, upload 2 is unfinished; "
					+ "run again, it goes on from there, and verify it then");
		}

		assertThat(this.night.s3().requests()).hasSize(asked);
		assertThat(verify(1, "1", "2").out()).endsWith("longhaul: 1 proved, 1 not delivered yet\n");
		assertThat(verify(3, "1", "2", "99").out()).endsWith("longhaul: 1 proved, 1 not known, 1 not delivered yet\n");
		assertThat(verify(1, "--json", "1", "2").out()).contains("\"unknown\":0,\"undelivered\":1");
	}

	@Test
	void what_is_under_way_is_verified_when_it_has_ended() {
		Path sent = this.night.file("big.bin", 3 * Night.PART, 2);
		CompletableFuture<TypedCommand> meanwhile = new CompletableFuture<>();
		this.night.s3()
			.faults()
			.add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD)
				.once()
				.then(() -> meanwhile.complete(TypedCommand.in(this.folder, "verify", sent.toString()))));

		this.night.run();

		assertThat(meanwhile.join().err())
			.contains(sent + " is not delivered yet, upload 2 is under way; verify it when that has ended");
		assertThat(meanwhile.join().exitCode()).isEqualTo(1);
		assertThat(verify(0, sent.toString()).out()).contains("proved  2  ");
	}

	@Test
	void a_delivery_that_was_sent_again_names_the_one_that_has_its_place() {
		TypedCommand.in(this.folder, "run", "--again", "--file", this.file.toString());

		assertThat(verify(3, "1").out()).contains("REPLACED  1  ", "another upload of Longhaul's has taken its place; ")
			.contains("that is upload 2, which 'longhaul verify 2' verifies");
		assertThat(verify(0, "2").out()).contains("proved  2  ");
	}

	@Test
	void one_whose_place_a_stranger_has_names_no_other() {
		TypedCommand.in(this.folder, "run", "--again", "--file", this.file.toString());
		Stranger.puts(this.night.s3(), Night.BUCKET, "small.bin");

		assertThat(verify(3, "1").out()).contains("REPLACED  1  ").doesNotContain("upload 2");
	}

	@Test
	void a_file_that_is_another_version_now_is_not_proved_by_the_delivery_of_the_one_before() throws IOException {
		Files.write(this.file, new byte[] { 1 });

		TypedCommand ended = verify(1, this.file.toString());
		assertThat(ended.out()).startsWith("changed  1  ")
			.contains(", " + this.file + ": what lies there now is another version than was delivered")
			.contains("run again, and keep it until that has delivered it")
			.contains("equals the receipt's")
			.endsWith("longhaul: 1 changed\n");
		assertThat(verify(1, "--json", this.file.toString()).out())
			.contains("\"result\":\"changed\"", "\"file\":\"%s\"".formatted(this.file), "\"changed\":\"file\"")
			.contains("\"proved\":0,", "\"changed\":1");
		assertThat(verify(0, "1").out()).as("by its number the upload is meant").contains("proved  1  ");
		assertThat(verify(1, "1", this.file.toString()).out()).endsWith("longhaul: 1 proved, 1 changed\n");
		assertThat(verify(3, "99", this.file.toString()).out()).endsWith("longhaul: 1 changed, 1 not known\n");

		this.night.runOne();
		assertThat(verify(0, this.file.toString()).out()).startsWith("proved  2  ");
	}

	@Test
	void a_new_file_is_not_proved_by_an_archived_one_that_had_its_name() {
		this.night.define("on-success: {move: \"%s\"}".formatted(this.folder.resolve("sent")));
		Path file = this.night.file("nightly.dump", 10, 2);
		this.night.run();
		assertThat(verify(0, file.toString()).out()).contains("proved", this.folder.resolve("sent").toString());

		this.night.file("nightly.dump", 11, 3);

		assertThat(verify(1, file.toString()).out()).startsWith("changed  ").contains(", " + file + ": ");
	}

	@Test
	void an_object_that_is_gone_is_missing_also_where_its_file_is_another_version() throws IOException {
		Files.write(this.file, new byte[] { 1 });
		this.night.s3().faults().add(Fault.on(Op.HEAD_OBJECT).answer(404, "NoSuchKey"));

		assertThat(verify(3, this.file.toString()).out()).startsWith("MISSING  1  ");
	}

	@Test
	void a_file_that_never_was_is_not_said_to_be_gone() {
		Path missing = this.folder.resolve("files/missing.bin");

		assertThat(verify(2, missing.toString()).err()).contains("there is no file " + missing + "; see whether");
	}

	@Test
	void a_receipt_that_is_named_as_a_file_is_told_by_which_option_it_is_read() throws IOException {
		Path receipt = Files.writeString(this.folder.resolve("small.bin.receipt.json"),
				TypedCommand.in(this.folder, "show", "--receipt", "1").out());

		assertThat(verify(2, receipt.toString()).err()).contains("no delivery of %s is known in ".formatted(receipt),
				"It has the name of a receipt: 'longhaul verify --receipt %s' verifies what it says"
					.formatted(receipt));
		assertThat(verify(0, "--receipt", receipt.toString()).out()).contains("1 proved");
		assertThat(verify(2, this.folder.resolve("x.receipt.json.2").toString()).err()).contains("--receipt");
	}

	@Test
	void a_name_that_is_no_text_is_not_said_to_be_gone() {
		// so the JVM hands on the byte ff
		String name = this.folder.resolve("files/b\uFFFD.bin").toString();

		assertThat(verify(2, name).err()).contains("cannot be read: its name ").doesNotContain("not there");
		assertThat(TypedCommand.in(this.folder, "run", "--file", name).err()).contains("cannot be read: its name ");
	}

	private TypedCommand verify(int exitCode, String... words) {
		String[] command = new String[words.length + 1];
		command[0] = "verify";
		System.arraycopy(words, 0, command, 1, words.length);
		TypedCommand ended = TypedCommand.in(this.folder, command);
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(exitCode);
		return ended;
	}

}
