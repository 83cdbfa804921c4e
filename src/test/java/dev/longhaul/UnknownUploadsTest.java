package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks for an upload that is not known is told so in one sentence, and where to look.
 */
class UnknownUploadsTest {

	private static final int USAGE = 2;

	private final Path folder;

	private final Night night;

	UnknownUploadsTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void an_upload_that_there_is_not_is_one_sentence() {
		said("there is no repository yet: no run was ever begun with the home " + this.folder.resolve("home"), "show",
				"99");
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).answer(403, "AccessDenied"));
		this.night.run();

		said("there is no upload 99 in the home " + this.folder.resolve("home"), "show", "99");
		said("'longhaul status' lists the unfinished ones", "show", "--json", "99");
		said("no upload of " + this.folder.resolve("other") + " is known in the home ", "show",
				this.folder.resolve("other").toString());
		said("no upload of ", "show", "99999999999999999999");
		said("upload 1 is not delivered, so it has no receipt; 'longhaul show 1' says", "show", "--receipt", "1");
		said("upload 1 is not delivered, so it has no receipt; ", "show", "--receipt", file.toString());
		said("there is no upload 99 in ", "verify", "99");
		said("nothing was aborted: there is no upload 99, or it ended and was pruned; 'longhaul status' lists", "abort",
				"99");
		said("nothing was sent: there is no upload 99, or it ended and was pruned; 'longhaul status' lists", "rerun",
				"99");
		said("nothing was aborted: no upload of %s is unfinished; 'longhaul status' lists"
			.formatted(this.folder.resolve("other")), "abort", this.folder.resolve("other").toString());
		said("nothing was sent: no upload of %s is unfinished; 'longhaul status' lists"
			.formatted(this.folder.resolve("other")), "rerun", "--file", this.folder.resolve("other").toString());
	}

	@Test
	void an_upload_that_has_ended_is_said_to_have() throws IOException {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		Files.delete(file);
		this.night.run();
		this.night.file("other.bin", 10, 2);
		this.night.run();

		said("nothing was aborted: upload 1 is over ('longhaul show 1' says how it ended), upload 2 is delivered; ",
				"abort", "1", "2");
	}

	private void said(String sentence, String... words) {
		TypedCommand ended = TypedCommand.in(this.folder, words);
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(USAGE);
		assertThat(ended.out()).isEmpty();
		assertThat(ended.err().lines()).singleElement().asString().startsWith("longhaul: ").contains(sentence);
	}

}
