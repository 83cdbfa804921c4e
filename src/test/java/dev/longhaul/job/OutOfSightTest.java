package dev.longhaul.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A file that is missed in the middle of its upload.
 */
class OutOfSightTest {

	private final Path folder;

	private final Path file;

	private String fileKey = "";

	OutOfSightTest(@TempDir Path folder) {
		this.folder = folder;
		this.file = folder.resolve("in/big.dump");
	}

	@BeforeEach
	void theFileWasThere() throws IOException {
		Files.createDirectories(this.folder.resolve("in"));
		Files.writeString(this.file, "bytes");
		this.fileKey = SourceFile.of(this.file).fileKey();
		Files.delete(this.file);
	}

	@Test
	void a_file_that_is_gone_from_its_file_system_is_gone() {
		assertThat(OutOfSight.judged(missed(), this.file, this.fileKey, this.folder)).isInstanceOf(SourceGone.class);
	}

	@Test
	void a_file_whose_file_system_is_not_there_keeps_its_parts() {
		String elsewhere = this.fileKey.replaceFirst("dev=[0-9a-f]+", "dev=fffff");
		assertThat(elsewhere).isNotEqualTo(this.fileKey);

		Throwable judged = OutOfSight.judged(missed(), this.file, elsewhere, this.folder);

		assertThat(judged).isInstanceOf(SourceUnreadable.class).hasMessageContaining("not mounted");
		assertThat(Cure.of(judged).endsUpload()).isFalse();
	}

	@Test
	void a_file_whose_source_folder_is_not_there_keeps_its_parts() throws IOException {
		Throwable judged = OutOfSight.judged(missed(), this.file, this.fileKey, this.folder.resolve("in"));
		assertThat(judged).isInstanceOf(SourceGone.class);

		Files.delete(this.folder.resolve("in"));
		judged = OutOfSight.judged(missed(), this.file, this.fileKey, this.folder.resolve("in"));

		assertThat(judged).isInstanceOf(SourceUnreadable.class).hasMessageContaining("put it back");
		assertThat(OutOfSight.judged(missed(), this.file, this.fileKey, this.folder)).as("a folder in it")
			.isInstanceOf(SourceGone.class);
	}

	@Test
	void other_failures_stay_what_they_are() {
		IOException other = new IOException("other");
		assertThat(OutOfSight.judged(other, this.file, "(dev=fffff,ino=1)", this.folder)).isSameAs(other);
	}

	private SourceGone missed() {
		return assertThatExceptionOfType(SourceGone.class).isThrownBy(() -> SourceFile.of(this.file)).actual();
	}

}
