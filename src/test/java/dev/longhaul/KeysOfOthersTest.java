package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run does not overwrite the object of another file that is still there.
 */
class KeysOfOthersTest {

	private final Path folder;

	private final Night night;

	private final Path first;

	KeysOfOthersTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.night = Night.in(folder);
		redefine("{path}", "{name}");
		this.first = this.night.file("a/x", 10, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_run_does_not_overwrite_the_object_of_a_file_that_is_still_there() throws IOException {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		Path second = this.night.file("b/x", 20, 2);

		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.FAILED);
		assertThat(this.night.longhaul(3, "run", "vault"))
			.contains(second + " is not sent, it would get the key 'x' of " + this.first);
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).as("the first one's").isNotEqualTo(20);

		Files.delete(this.first);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
	}

	@Test
	void a_run_that_sends_once_more_does_not_overwrite_the_object_of_another_file_either() throws IOException {
		FileTime modified = Files.getLastModifiedTime(this.first);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		Path second = secondTakesTheKey(modified);

		for (String way : List.of("--again", "--again --dry-run")) {
			assertThat(this.night.longhaul(3, "run", (way + " --file " + this.first).split(" ")))
				.contains(this.first + " is not sent, it would get the key 'x' of " + second);
		}
		assertThat(this.night.longhaul(3, "run", "--again")).contains("would get the same key 'x' as");
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).hasSize(2);
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
		this.night.longhaul("run", "--again", "--file", second.toString());
		assertThat(this.night.s3().requests(Op.PUT_OBJECT)).as("its own").hasSize(3);
	}

	/** The first file is gone when the second is delivered, and then put back. */
	private Path secondTakesTheKey(FileTime modified) throws IOException {
		Files.delete(this.first);
		Path second = this.night.file("b/x", 20, 2);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.file("a/x", 10, 1);
		Files.setLastModifiedTime(this.first, modified);
		return second;
	}

	@Test
	void an_earlier_version_that_is_put_back_does_not_overwrite_the_object_of_another_file_either() throws IOException {
		FileTime modified = Files.getLastModifiedTime(this.first);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		this.night.file("a/x", 30, 3);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		Path second = secondTakesTheKey(modified);

		for (String way : List.of("--dry-run", "--quiet")) {
			assertThat(this.night.longhaul(3, "run", way))
				.contains(this.first + " is not sent, it would get the key 'x' of " + second);
		}
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
	}

	@Test
	void a_rerun_does_not_overwrite_the_object_of_another_file_that_came_meanwhile() throws IOException {
		Path big = unfinished();
		Path other = this.night.file("b/big", 20, 2);
		this.night.longhaul("run", "--file", other.toString());

		assertThat(this.night.longhaul(3, "rerun"))
			.contains(big + " is not sent, it would get the key 'big' of " + other);
		assertThat(this.night.s3().object(Night.BUCKET, "big").size()).isEqualTo(20);

		Files.delete(other);
		this.night.longhaul("rerun");
		assertThat(this.night.s3().object(Night.BUCKET, "big").size()).isEqualTo(2 * Night.PART);
	}

	@Test
	void an_unfinished_upload_ends_whoever_has_its_key() throws IOException {
		unfinished();
		this.night.longhaul("run", "--file", this.night.file("b/big", 20, 2).toString());

		assertThat(this.night.longhaul("abort", "1")).contains("aborted  upload 1");

		assertThat(this.night.s3().openUploads()).isEmpty();
	}

	@Test
	void an_object_is_overwritten_where_that_is_wanted_and_a_file_may_be_seen_by_two_paths() throws IOException {
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
		Path again = this.folder.resolve("files/b/x");
		Files.createDirectories(again.getParent());
		Files.createLink(again, this.first);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.as("the same file")
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.DELIVERED);

		redefine("bucket: vault", "bucket: vault, if-exists: overwrite");
		this.night.file("c/x", 20, 2);
		assertThat(this.night.run()).extracting(UploadOutcome::result)
			.containsExactlyInAnyOrder(Result.SKIPPED, Result.SKIPPED, Result.DELIVERED);
		assertThat(this.night.s3().object(Night.BUCKET, "x").size()).isEqualTo(20);
	}

	/** The only file, of which the store has the first part. */
	private Path unfinished() throws IOException {
		Files.delete(this.first);
		Path big = this.night.file("a/big", 2 * Night.PART, 4);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		assertThat(this.night.runOne().result()).isEqualTo(Result.FAILED);
		this.night.s3().faults().clear();
		return big;
	}

	private void redefine(String setting, String by) throws IOException {
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace(setting, by));
	}

}
