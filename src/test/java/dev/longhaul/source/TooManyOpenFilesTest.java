package dev.longhaul.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that has reached its limit of open files.
 */
@Timeout(120)
class TooManyOpenFilesTest {

	@TempDir
	private Path folder;

	@Test
	void are_told_as_such_of_a_file_and_of_a_folder_and_not_as_a_missing_right() throws Exception {
		Path file = Files.writeString(this.folder.resolve("a.dump"), "text");

		assertThat(limited(file)).extracting((line) -> line.substring(0, line.indexOf(':')))
			.containsExactly("TooManyOpenFiles " + file + " cannot be opened",
					"TooManyOpenFiles " + this.folder + " cannot be opened");
	}

	private static List<String> limited(Path file) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("bash", "-c", "ulimit -n 200; exec \"$@\"", "limited",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), WithoutDescriptors.class.getName(), file.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(said).isZero();
		return said.lines().toList();
	}

}
