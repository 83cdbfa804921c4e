package dev.longhaul.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.report.UnknownUpload;
import dev.longhaul.source.SuffixedName;
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

	/**
	 * Where the file lies that was moved together with its receipt. Ends of long names
	 * gave way to the receipt's suffix: then any of them may be meant.
	 */
	Stream<String> neighbours() {
		String name = this.path.getFileName().toString();
		Matcher suffix = NUMBERED.matcher(name);
		if (!suffix.find()) {
			return Stream.empty();
		}
		String file = name.substring(0, suffix.start());
		List<String> longer = SuffixedName.mayLackAnEnd(name) ? longer(name, suffix.group()) : List.of();
		return Stream.concat(Stream.of(this.path.resolveSibling(file).toString()), longer.stream()).distinct();
	}

	private List<String> longer(String name, String suffix) {
		try (Stream<Path> files = Files.list(this.path.resolveSibling(""))) {
			return files.filter((file) -> SuffixedName.of(file.getFileName().toString(), suffix).equals(name))
				.map(Path::toString)
				.sorted()
				.toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of(); // a folder that may not be listed
		}
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
