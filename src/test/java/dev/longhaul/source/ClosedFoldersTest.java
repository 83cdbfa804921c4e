package dev.longhaul.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder that may not be read is said only if something in it can be meant.
 */
class ClosedFoldersTest {

	@TempDir
	private Path folder;

	private Path closed = Path.of("");

	@BeforeEach
	void close() throws Exception {
		this.closed = Files.createDirectories(this.folder.resolve("lost+found"));
		Files.writeString(this.closed.resolve("b.dump"), "text");
		Files.writeString(this.folder.resolve("a.dump"), "text");
		Files.setPosixFilePermissions(this.closed, PosixFilePermissions.fromString("---------"));
	}

	@AfterEach
	void open() throws Exception {
		Files.setPosixFilePermissions(this.closed, PosixFilePermissions.fromString("rwx------"));
	}

	@ParameterizedTest(name = "{0} without {1}: {2}")
	@CsvSource({ "**, none, true", "**, lost+found/*.tmp, true", "**, lost+found/**, false", "**, lost+found, false",
			"**, lost+found/, false", "*.dump, none, false" })
	void is_said_only_if_something_in_it_can_be_meant(String include, String exclude, boolean said) throws Exception {
		List<String> lines = Files.isReadable(this.closed)
				? ScanWithoutRights.inItsOwnProcess(this.folder, include, exclude)
				: ScanWithoutRights.of(this.folder, include, exclude);

		assertThat(lines).hasSize(said ? 2 : 1).contains("settled " + this.folder.resolve("a.dump"));
		assertThat(lines.stream().anyMatch((line) -> line.startsWith("unreadable " + this.closed))).isEqualTo(said);
	}

}
