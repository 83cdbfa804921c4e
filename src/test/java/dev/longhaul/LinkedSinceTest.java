package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that was found, and has become a symbolic link of equal size and time since: who
 * may write to the folder might have another's file delivered by it.
 */
class LinkedSinceTest {

	private static final int PARTS = 3;

	private final Night night;

	private final Path file;

	private final Path secret;

	LinkedSinceTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", PARTS * Night.PART, 1);
		this.secret = folder.resolve("secret");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void is_not_followed_by_the_next_run() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).once().answer(403, "AccessDenied"));
		assertThat(this.night.runOne().cure()).isEqualTo(Cure.PERSON);
		becomesLink();

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.result()).as("%s", outcome).isNotIn(Result.DELIVERED, Result.RESUMED);
		assertThat(this.night.s3().objects()).isEmpty();
		assertThat(this.night.s3().openUploads()).isEmpty();
		assertThat(this.night.run()).isEmpty();
	}

	@Test
	void is_not_followed_between_two_parts() {
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(1).whenDone(this::becomesLink));

		UploadOutcome outcome = this.night.runOne();

		assertThat(outcome.cure()).as("%s", outcome).isEqualTo(Cure.ANEW);
		assertThat(outcome.message()).contains("it is a symbolic link by now, and source.follow-links is false");
		assertThat(this.night.s3().objects()).isEmpty();
		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void is_followed_where_that_is_wanted_or_the_link_is_named(boolean named) {
		if (!named) {
			this.night.define("", "settle: 0s, follow-links: true");
		}
		becomesLink();

		assertThat(this.night
			.longhaul(named ? new String[] { "run", "--file", this.file.toString() } : new String[] { "run" }))
			.contains("longhaul: 1 delivered");

		this.night.assertDelivered(this.file);
	}

	private void becomesLink() {
		try {
			byte[] bytes = Files.readAllBytes(this.file);
			bytes[7]++;
			Files.write(this.secret, bytes);
			Files.setLastModifiedTime(this.secret, Files.getLastModifiedTime(this.file));
			Files.delete(this.file);
			Files.createSymbolicLink(this.file, this.secret);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
