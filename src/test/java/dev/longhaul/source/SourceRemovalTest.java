package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
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

	@Test
	void a_file_whose_folder_was_made_anew_is_out_of_sight_and_not_gone() throws IOException {
		Path db = Files.createDirectory(this.folder.resolve("db"));
		SourceFile file = SourceFile.of(Files.writeString(db.resolve("a.dump"), "text"));
		SourceRemoval removal = new SourceRemoval(file, "token", Whereabouts.of(file, this.folder));
		Files.move(db, this.folder.resolve("away"));
		Files.createDirectory(db);

		assertThatExceptionOfType(SourceKept.class).isThrownBy(removal::look)
			.withMessageContaining("is not mounted there, or was made anew")
			.withMessageContaining("longhaul abort");

		Files.delete(db);
		Files.move(this.folder.resolve("away"), db);
		Files.delete(file.path());
		assertThat(removal.look()).isEqualTo(SourceRemoval.Found.GONE);
	}

	@Test
	void a_file_that_lies_aside_stays_there_while_another_one_has_its_name() throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.dump"), "text");
		SourceRemoval removal = Removals.of(file);
		assertThat(removal.takeAside()).isEqualTo(SourceRemoval.Found.ASIDE);
		Files.writeString(file, "next");

		removal.putBack();

		assertThat(this.folder).isDirectoryNotContaining("glob:**/a.dump.1");
		assertThat(removal.look()).isEqualTo(SourceRemoval.Found.ASIDE);
		Files.delete(file);
		removal.putBack();
		assertThat(file).hasContent("text");
	}

	@Test
	void another_version_that_was_taken_aside_has_a_name_again_by_which_it_is_found() throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.dump"), "text");
		SourceRemoval removal = Removals.of(file);
		removal.takeAside();
		Files.writeString(removal.aside(), "written to");
		Files.writeString(file, "next");

		removal.putBack();

		assertThat(this.folder.resolve("a.dump.1")).hasContent("written to");
	}

}
