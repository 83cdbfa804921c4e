package dev.longhaul.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
	 * @throws UnknownUpload if there are only such that are no receipts
	 */
	static Optional<Receipt> of(Path archived) {
		List<ReceiptFile> files = beside(archived);
		List<Receipt> receipts = files.stream().flatMap((file) -> file.ifReceipt().stream()).toList();
		if (receipts.isEmpty()) {
			return files.stream().findFirst().map(ReceiptFile::read);
		}
		return receipts.stream()
			.filter((receipt) -> isMeant(archived, receipt))
			.max(BY_DELIVERY)
			.or(() -> receipts.stream().max(BY_DELIVERY));
	}

	private static boolean isMeant(Path archived, Receipt receipt) {
		try {
			return SourceFile.of(archived).mayBeCopyOf(receipt.size(), receipt.modified());
		}
		catch (SourceException ex) {
			return false;
		}
	}

	private static List<ReceiptFile> beside(Path archived) {
		Path usual = Receipt.beside(archived);
		try (Stream<Path> names = Files.list(usual.resolveSibling(""))) {
			return names.filter((name) -> isNumbered(name, usual))
				.filter(Files::isRegularFile)
				.sorted()
				.map(ReceiptFile::new)
				.toList();
		}
		catch (IOException ex) {
			// a folder that may be entered and not listed
			return Files.isRegularFile(usual) ? List.of(new ReceiptFile(usual)) : List.of();
		}
	}

	private static boolean isNumbered(Path name, Path usual) {
		String wanted = usual.toString();
		return name.toString().startsWith(wanted) && name.toString().substring(wanted.length()).matches("(\\.\\d+)?");
	}

	private Optional<Receipt> ifReceipt() {
		try {
			return Optional.of(read());
		}
		catch (UnknownUpload ex) {
			return Optional.empty();
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
