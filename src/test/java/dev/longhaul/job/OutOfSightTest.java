package dev.longhaul.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.SourceUnreadable;
import dev.longhaul.source.Whereabouts;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A file that is missed in the middle of its upload.
 */
class OutOfSightTest {

	private final Path folder;

	private final Path file;

	private Whereabouts seen;

	OutOfSightTest(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.file = folder.resolve("in/sub/big.dump");
		Files.createDirectories(folder.resolve("in/sub"));
		Files.writeString(this.file, "bytes");
		this.seen = Whereabouts.of(SourceFile.of(this.file), folder);
		Files.delete(this.file);
	}

	@Test
	void a_file_that_is_gone_from_its_file_system_is_gone() {
		assertThat(judged(this.folder)).isInstanceOf(SourceGone.class);

		this.seen = ofAnOlderLonghaul(this.seen.fileKey());
		assertThat(judged(this.folder)).isInstanceOf(SourceGone.class);
	}

	@Test
	void a_file_that_is_gone_with_its_folder_is_gone() throws IOException {
		Files.delete(this.folder.resolve("in/sub"));

		assertThat(judged(this.folder)).isInstanceOf(SourceGone.class);
	}

	@Test
	void a_file_whose_file_system_is_not_there_keeps_its_parts() {
		String elsewhere = this.seen.fileKey().replaceFirst("dev=[0-9a-f]+", "dev=fffff");
		assertThat(elsewhere).isNotEqualTo(this.seen.fileKey());
		this.seen = ofAnOlderLonghaul(elsewhere);

		assertKept(judged(this.folder), "not mounted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "in/sub", "in" })
	void a_file_whose_folder_is_another_one_now_keeps_its_parts(String name) throws IOException {
		Path one = this.folder.resolve(name);
		Files.move(one, this.folder.resolve("away"));
		Files.createDirectory(one);

		assertKept(judged(this.folder), "made anew");

		this.seen = ofAnOlderLonghaul(this.seen.fileKey());
		assertThat(judged(this.folder)).as("as that one said").isInstanceOf(SourceGone.class);
	}

	@Test
	void a_file_whose_source_folder_is_a_link_to_elsewhere_keeps_its_parts() throws IOException {
		Path link = Files.createSymbolicLink(this.folder.resolve("current"), this.folder.resolve("in"));
		Path linked = Files.writeString(link.resolve("big.dump"), "bytes");
		this.seen = Whereabouts.of(SourceFile.of(linked), link);
		Files.delete(link);
		Files.createSymbolicLink(link, Files.createDirectory(this.folder.resolve("next")));

		assertKept(judged(link), "made anew");
	}

	@Test
	void a_file_whose_source_folder_is_not_there_keeps_its_parts() throws IOException {
		Path source = this.folder.resolve("in/sub");
		this.seen = ofAnOlderLonghaul(this.seen.fileKey());
		assertThat(judged(source)).isInstanceOf(SourceGone.class);

		Files.delete(source);

		assertKept(judged(source), "put it back");
		assertThat(judged(this.folder)).as("a folder in it").isInstanceOf(SourceGone.class);
	}

	@Test
	void other_failures_stay_what_they_are() {
		IOException other = new IOException("other");
		assertThat(OutOfSight.judged(other, ofAnOlderLonghaul("(dev=fffff,ino=1)"), this.folder)).isSameAs(other);
	}

	private Throwable judged(Path root) {
		SourceGone missed = assertThatExceptionOfType(SourceGone.class)
			.isThrownBy(() -> SourceFile.of(this.seen.file()))
			.actual();
		return OutOfSight.judged(missed, this.seen, root);
	}

	private Whereabouts ofAnOlderLonghaul(String fileKey) {
		return new Whereabouts(this.file, fileKey, "");
	}

	private static void assertKept(Throwable judged, String why) {
		assertThat(judged).isInstanceOf(SourceUnreadable.class).hasMessageContaining(why);
		assertThat(Cure.of(judged).endsUpload()).isFalse();
	}

}
