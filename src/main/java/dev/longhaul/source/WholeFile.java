package dev.longhaul.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A small file that is there whole or not at all, and on disk before it gets its name.
 */
final class WholeFile {

	private final byte[] content;

	private final Path temporary;

	/**
	 * Not written yet.
	 * @param temporary lies beside it
	 */
	WholeFile(String text, Path temporary) {
		this.content = text.getBytes(StandardCharsets.UTF_8);
		this.temporary = temporary;
	}

	/**
	 * Gives it the name of a file with this suffix, and with a number behind that where
	 * another file has it. A file with the same content is taken for it.
	 */
	Path write(Path beside, String suffix) throws IOException {
		Files.deleteIfExists(this.temporary);
		Path name = SuffixedName.of(beside, suffix);
		for (int i = 1; i < FreeName.TRIES; i++) {
			if (isThere(name) || isWritten(name)) {
				return name;
			}
			name = SuffixedName.of(beside, suffix + "." + i);
		}
		throw new FileAlreadyExistsException(name.toString());
	}

	/** Where it has been written, beside a file with this suffix. */
	Optional<Path> find(Path beside, String suffix) throws IOException {
		Path name = SuffixedName.of(beside, suffix);
		for (int i = 1; Files.exists(name); i++) {
			if (isThere(name)) {
				return Optional.of(name);
			}
			name = SuffixedName.of(beside, suffix + "." + i);
		}
		return Optional.empty();
	}

	private boolean isThere(Path name) throws IOException {
		return Files.isRegularFile(name) && Files.size(name) == this.content.length
				&& Arrays.equals(Files.readAllBytes(name), this.content);
	}

	private boolean isWritten(Path name) throws IOException {
		if (Files.exists(name)) {
			return false;
		}
		try {
			writeTemporary();
			FreeName.rename(this.temporary, name);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
		finally {
			Files.deleteIfExists(this.temporary);
		}
	}

	private void writeTemporary() throws IOException {
		try (FileChannel out = FileChannel.open(this.temporary, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE)) {
			for (ByteBuffer bytes = ByteBuffer.wrap(this.content); bytes.hasRemaining();) {
				out.write(bytes);
			}
			out.force(true);
		}
	}

}
