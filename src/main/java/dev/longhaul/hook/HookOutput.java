package dev.longhaul.hook;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The beginning of what a command wrote. Its file, which may lose its name meanwhile, is
 * emptied when it has grown: a command that writes without end must not fill the disk.
 */
final class HookOutput implements Closeable {

	private static final int KEPT = 8 << 10;

	private static final long LARGE = 1 << 20;

	private final Path file;

	/** No channel: the thread of a hook is interrupted, which would close it. */
	private final RandomAccessFile written;

	private byte[] head = {};

	HookOutput(Path file) throws IOException {
		this.file = file;
		this.written = new RandomAccessFile(file.toFile(), "rw");
	}

	/** To be opened for appending, so that it may be emptied meanwhile. */
	Path file() {
		return this.file;
	}

	void cut() throws IOException {
		if (this.written.length() > LARGE) {
			keep();
			this.written.setLength(0);
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
		if (this.head.length == 0) {
			byte[] beginning = new byte[KEPT];
			this.written.seek(0);
			int n = this.written.read(beginning);
			this.head = Arrays.copyOf(beginning, Math.max(0, n));
		}
	}

	@Override
	public void close() throws IOException {
		this.written.close();
	}

}
