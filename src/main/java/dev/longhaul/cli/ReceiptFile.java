package dev.longhaul.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.longhaul.machine.FileSystemWords;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.upload.Receipt;

/**
 * A receipt as it lies on disk.
 */
record ReceiptFile(Path path) {

	private static final Comparator<Receipt> BY_DELIVERY = Comparator.comparing(Receipt::delivered,
			Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

	/**
	 * The receipt of an archived file. Others may lie beside it: where an earlier file of
	 * its name left one, its own has a number.
	 * @throws UnknownUpload if none is that of the file, and one of them, which may be,
	 * is no receipt or cannot be read
	 */
	static Optional<Receipt> of(Path archived) {
		List<Receipt> receipts = new ArrayList<>();
		List<UnknownUpload> unread = new ArrayList<>();
		for (ReceiptFile file : beside(archived)) {
			try {
				receipts.add(file.read());
			}
			catch (UnknownUpload ex) {
				unread.add(ex);
			}
		}
		Optional<Receipt> meant = receipts.stream().filter((receipt) -> isMeant(archived, receipt)).max(BY_DELIVERY);
		if (meant.isEmpty() && !unread.isEmpty()) {
			throw unread.get(0);
		}
		return meant.or(() -> receipts.stream().max(BY_DELIVERY));
	}

	private static boolean isMeant(Path archived, Receipt receipt) {
		try {
			return SourceFile.of(archived).mayBeCopyOf(receipt.size(), receipt.modified());
		}
		catch (SourceException ex) {
			return false;
		}
	}

	/**
	 * Each is asked for by its name, which it got in this order: verify would read a
	 * large archive once for each of its files if it listed the folder. The name without
	 * a number may be free again, where somebody tidied away the oldest.
	 */
	private static List<ReceiptFile> beside(Path archived) {
		Path usual = Receipt.beside(archived);
		Stream<Path> numbered = IntStream.iterate(1, (number) -> number + 1)
			.mapToObj((number) -> usual.resolveSibling(usual.getFileName() + "." + number))
			.takeWhile(Files::exists);
		return Stream.concat(Stream.of(usual), numbered).filter(Files::isRegularFile).map(ReceiptFile::new).toList();
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
