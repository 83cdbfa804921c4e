package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a look at a delivered file finds.
 */
class SourceRemovalTest {

	@TempDir
	private Path folder;

	@Test
	void a_file_that_cannot_be_seen_is_neither_changed_nor_gone() throws IOException {
		Path loop = this.folder.resolve("db");
		Path file = Files.writeString(Files.createDirectory(loop).resolve("a.dump"), "text");
		SourceRemoval removal = Removals.of(file);
		Files.move(loop, this.folder.resolve("away"));
		Files.createSymbolicLink(loop, loop);

		assertThatExceptionOfType(SourceKept.class).isThrownBy(removal::look)
			.withMessageContaining(file + " was delivered, but cannot be taken out of its folder");
	}

}
