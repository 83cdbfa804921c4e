package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * A copy is whole when it has its name, and is no more open to others than its original.
 */
class FileCopyTest {

	private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:00Z");

	private final Path from;

	private final Path target;

	private final FileCopy copy;

	FileCopyTest(@TempDir Path folder) throws IOException {
		byte[] content = new byte[40 << 20];
		new Random(1).nextBytes(content);
		this.from = Files.write(folder.resolve("from"), content);
		Files.setPosixFilePermissions(this.from, PosixFilePermissions.fromString("rw-r-----"));
		Files.setLastModifiedTime(this.from, FileTime.from(MODIFIED));
		Path archive = Files.createDirectory(folder.resolve("archive"));
		this.target = archive.resolve("target");
		this.copy = new FileCopy(this.from, this.target);
	}

	@Test
	void copies_bytes_time_rights_and_owner() throws IOException {
		giveAway();

		assertThat(this.copy.carryOut(() -> true)).isTrue();

		assertThat(Files.mismatch(this.target, this.from)).isEqualTo(-1);
		assertThat(Files.getLastModifiedTime(this.target).toInstant()).isEqualTo(MODIFIED);
		assertThat(Files.getAttribute(this.target, "unix:uid")).isEqualTo(Files.getAttribute(this.from, "unix:uid"));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.target))).isEqualTo("rw-r-----");
	}

	/** Only root may; another user's copy is that user's, as the file is. */
	private void giveAway() throws IOException {
		try {
			Files.setAttribute(this.from, "unix:uid", 1234);
		}
		catch (FileSystemException ex) {
			assertThat(ex).hasMessageContaining("not permitted");
		}
	}

	@Test
	void ends_when_it_is_told_to_stop() throws IOException {
		AtomicInteger pieces = new AtomicInteger();

		assertThat(this.copy.carryOut(() -> pieces.incrementAndGet() < 3)).isFalse();

		assertThat(this.target).hasSize(32 << 20);
		assertThat(this.from).exists();
	}

	@Test
	void ends_when_the_file_becomes_shorter() {
		assertThatIOException().isThrownBy(() -> this.copy.carryOut(this::truncate))
			.withMessageContaining("became shorter");
	}

	private boolean truncate() {
		try {
			Files.write(this.from, new byte[] { 1 });
			return true;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
