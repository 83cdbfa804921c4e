package dev.longhaul;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a run would do, said beforehand.
 */
class DryRunTest {

	private final Path folder;

	private final Night night;

	private final Path file;

	DryRunTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
		this.file = this.night.file("big.bin", 4 * Night.PART, 1);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void a_dry_run_says_what_the_run_does_with_an_upload_whose_file_changed_or_is_gone() throws IOException {
		this.night.leaveUnfinished();
		touch("2026-01-01T00:00:00Z");
		assertThat(this.night.longhaul("run", "--dry-run", "--quiet"))
			.startsWith("would abort  an unfinished upload: " + this.file + " changed")
			.contains("longhaul: 1 would be sent, 1 would be aborted");
		this.night.define("on-failure: keep\n");
		assertThat(this.night.longhaul(3, "run", "--dry-run")).contains("would send  ")
			.contains("would FAIL  an unfinished upload: " + this.file + " changed")
			.contains("it is kept, and 'longhaul abort 1' ends it; its parts would be kept");

		Files.delete(this.file);
		this.night.define("");
		assertThat(this.night.longhaul(3, "run", "--dry-run"))
			.startsWith("would abort  an unfinished upload: " + this.file + " is not there any more");
		assertThat(this.night.longhaul(3, "run")).contains("is not there any more; its upload was aborted");
	}

	@Test
	void a_quiet_dry_run_says_what_is_refused_and_counts() throws IOException {
		this.night.define("");
		assertThat(this.night.longhaul("run", "--dry-run")).contains("would send  " + this.file)
			.endsWith("longhaul: 1 would be sent%n".formatted());
		assertThat(this.night.longhaul("run", "--quiet", "--dry-run"))
			.isEqualTo("longhaul: 1 would be sent%n".formatted());
		Path definition = this.folder.resolve("vault.yml");
		Files.writeString(definition, Files.readString(definition).replace("{path}", "{name}"));
		Path a = this.night.file("a/x", 10, 2);
		Path b = this.night.file("b/x", 10, 3);

		assertThat(this.night.longhaul(3, "run", "--quiet", "--dry-run").lines()).hasSize(3)
			.anySatisfy((line) -> assertThat(line).startsWith("FAILED  " + a))
			.anySatisfy((line) -> assertThat(line).startsWith("FAILED  " + b))
			.last()
			.isEqualTo("longhaul: 1 would be sent, 2 would fail");
	}

	@Test
	void an_upload_that_is_begun_keeps_its_parts_whatever_the_definition_says_since() throws IOException {
		try (RandomAccessFile holes = new RandomAccessFile(this.file.toFile(), "rw")) {
			holes.setLength(60L << 30);
		}
		this.night.defineTransfer("part-size: auto");
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(403, "AccessDenied"));
		this.night.longhaul(3, "run");
		this.night.defineTransfer("part-size: 5MB");
		Path other = Files.createLink(this.file.resolveSibling("other.bin"), this.file);

		assertThat(this.night.longhaul(3, "run", "--dry-run")).contains("would resume  " + this.file)
			.contains("FAILED  " + other)
			.contains("needs 12,288 parts of 5 MiB");
		assertThat(this.night.longhaul(3, "run", "--dry-run", "--json")).contains("\"parts\":991");
	}

	private void touch(String time) throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse(time)));
	}

}
