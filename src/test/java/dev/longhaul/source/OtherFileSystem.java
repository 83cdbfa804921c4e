package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A folder to which files are copied, where to others they would only be renamed.
 *
 * @param folder is deleted in the end
 */
public record OtherFileSystem(Path folder) implements AutoCloseable {

	/** The machine's memory, where that is mounted. */
	public static OtherFileSystem than(Path folder) throws IOException {
		Path memory = Path.of("/dev/shm");
		assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(folder)),
				"there is no other file system here");
		return new OtherFileSystem(Files.createTempDirectory(memory, "archive"));
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
