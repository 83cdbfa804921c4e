package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the doctor says of folders from which delivered files are to be taken away.
 */
class DoctorAfterwardsTest {

	@TempDir
	Path folder;

	private Path files;

	@BeforeEach
	void write() throws IOException {
		this.files = Files.createDirectory(this.folder.resolve("files"));
		Files.writeString(this.files.resolve("a.bin"), "a");
	}

	@Test
	void a_folder_that_may_not_be_written_keeps_delivered_files() throws Exception {
		define("on-success: delete");
		OwnProcess doctor = OwnProcess.withoutRights(this.folder);
		assertThat(doctor.longhaul(0, "doctor", "--offline")).contains("delivered files may be deleted out of");

		Files.setPosixFilePermissions(this.files, PosixFilePermissions.fromString("r-xr-xr-x"));
		String said = doctor.longhaul(3, "doctor", "--offline");
		Files.setPosixFilePermissions(this.files, PosixFilePermissions.fromString("rwxr-xr-x"));

		assertThat(said).contains("FAIL", "files cannot be taken out of " + this.files, "ReadWritePaths=");
	}

	@Test
	void a_folder_that_files_are_moved_to_is_looked_at_and_not_made() throws Exception {
		define("on-success: {move: \"%s/{modified:yyyy}\"}".formatted(this.folder.resolve("sent/here")));
		OwnProcess doctor = OwnProcess.in(this.folder);
		assertThat(doctor.longhaul(0, "doctor", "--offline")).contains("delivered files may be moved to ");
		try (Stream<Path> entries = Files.list(this.folder)) {
			assertThat(entries).doesNotContain(this.folder.resolve("sent"));
		}

		Files.writeString(this.folder.resolve("sent"), "a file has this name");
		assertThat(doctor.longhaul(3, "doctor", "--offline")).contains("sent is no folder", "correct on-success.move");
	}

	@Test
	void a_definition_that_takes_the_same_files_is_told_of() throws Exception {
		define("on-success: delete");
		define("second", "");

		assertThat(OwnProcess.in(this.folder).longhaul(0, "doctor", "--offline"))
			.contains("second takes the same files; they are taken away once both have delivered them");
	}

	private void define(String further) throws IOException {
		define("vault", further);
	}

	private void define(String name, String further) throws IOException {
		Files.writeString(this.folder.resolve(name + ".yml"), """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: %s, endpoint: "http://127.0.0.1:1", store: generic}
				%s
				""".formatted(this.files, name, further));
	}

}
