package dev.longhaul.hook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The beginning of what a command wrote. Its file is emptied when it has grown: a command
 * that writes without end must not fill the disk.
 */
final class HookOutput {

	private static final int KEPT = 8 << 10;

	private static final long LARGE = 1 << 20;

	private final Path file;

	private byte[] head = {};

	HookOutput(Path file) {
		this.file = file;
	}

	/** To be opened for appending, so that it may be emptied meanwhile. */
	Path file() {
		return this.file;
	}

	void cut() throws IOException {
		if (Files.exists(this.file) && Files.size(this.file) > LARGE) {
			keep();
			FileChannel.open(this.file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
		}
	}

	/** For the log: without control characters, so that no line can be forged. */
	List<String> lines() throws IOException {
		keep();
		return new String(this.head, StandardCharsets.UTF_8).lines()
			.map((line) -> line.replaceAll("\\p{Cntrl}", "?"))
			.toList();
	}

	private void keep() throws IOException {
		if (this.head.length == 0 && Files.exists(this.file)) {
			try (InputStream in = Files.newInputStream(this.file)) {
				this.head = in.readNBytes(KEPT);
			}
		}
	}

}
