package dev.longhaul.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.upload.Receipt;

/**
 * A receipt as it lies on disk.
 */
record ReceiptFile(Path path) {

	/** With a number, where the name was taken. */
	private static final Pattern NUMBERED = Pattern.compile(Pattern.quote(Receipt.SUFFIX) + "(\\.\\d+)?$");

	boolean isNamedAsOne() {
		return NUMBERED.matcher(this.path.toString()).find();
	}

	/** Where the file lies that was moved together with its receipt. */
	Stream<String> neighbour() {
		String name = this.path.getFileName().toString();
		String file = NUMBERED.matcher(name).replaceFirst("");
		return file.equals(name) ? Stream.empty() : Stream.of(this.path.resolveSibling(file).toString());
	}

	/**
	 * What it says.
	 * @throws UnknownUpload if it is no receipt, or cannot be read
	 */
	Receipt read() {
		try {
			return Receipt.parse(Files.readString(this.path));
		}
		catch (CharacterCodingException ex) {
			throw new UnknownUpload("%s is no receipt: it is no text".formatted(this.path));
		}
		catch (NoSuchFileException ex) {
			throw new UnknownUpload("there is no receipt %s".formatted(this.path));
		}
		catch (IllegalArgumentException ex) {
			throw new UnknownUpload("%s is no receipt: %s".formatted(this.path, ex.getMessage()));
		}
		catch (IOException ex) {
			throw new UnknownUpload("%s cannot be read (%s)".formatted(this.path, FileSystemWords.of(ex)));
		}
	}

}
