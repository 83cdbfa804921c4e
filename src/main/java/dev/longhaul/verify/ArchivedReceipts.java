package dev.longhaul.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.longhaul.report.UnknownUpload;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SuffixedName;
import dev.longhaul.upload.Receipt;

/**
 * The receipts beside archived files. A folder is listed once, however many of its files
 * are asked for.
 */
final class ArchivedReceipts {

	private static final Comparator<Receipt> BY_DELIVERY = Comparator.comparing(Receipt::delivered,
			Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

	private static final Pattern NUMBER = Pattern
		.compile("(?<=" + Pattern.quote(Receipt.SUFFIX) + ")\\.[1-9]\\d{0,3}\\z");

	/**
	 * One of each length: a long name gives way to a longer number by more characters.
	 */
	private static final List<String> NUMBERS = List.of(".1", ".10", ".100", ".1000");

	/**
	 * The receipts with numbers, by their paths without; empty for a folder that may not
	 * be listed. In text: a locale may not be able to make a path of a name.
	 */
	private final Map<Path, Optional<Map<String, List<Path>>>> byFolder = new HashMap<>();

	/**
	 * The receipt of an archived file. Others may lie beside it: where an earlier file of
	 * its name left one, its own has a number.
	 * @throws UnknownUpload if none is that of the file, and one of them, which may be,
	 * is no receipt or cannot be read
	 */
	Optional<Receipt> of(Path archived) {
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

	private List<ReceiptFile> beside(Path archived) {
		Path usual = SuffixedName.of(archived, Receipt.SUFFIX);
		Stream<Path> numbered = this.byFolder.computeIfAbsent(usual.resolveSibling(""), ArchivedReceipts::numbered)
			.map((names) -> NUMBERS.stream()
				.map((number) -> withoutNumber(SuffixedName.of(archived, Receipt.SUFFIX + number)))
				.distinct()
				.flatMap((name) -> names.getOrDefault(name, List.of()).stream()))
			.orElseGet(() -> inOrder(archived));
		return Stream.concat(Stream.of(usual), numbered).filter(Files::isRegularFile).map(ReceiptFile::new).toList();
	}

	/**
	 * There are gaps between the numbers where somebody tidied away what was old.
	 */
	private static Optional<Map<String, List<Path>>> numbered(Path folder) {
		try (Stream<Path> names = Files.list(folder)) {
			return Optional.of(names.filter((name) -> NUMBER.matcher(name.toString()).find())
				.sorted()
				.collect(Collectors.groupingBy(ArchivedReceipts::withoutNumber)));
		}
		catch (IOException | UncheckedIOException ex) {
			return Optional.empty();
		}
	}

	private static String withoutNumber(Path numbered) {
		return NUMBER.matcher(numbered.toString()).replaceFirst("");
	}

	/** Up to the first gap: a number is given where the names before it are taken. */
	private static Stream<Path> inOrder(Path archived) {
		return IntStream.iterate(1, (number) -> number + 1)
			.mapToObj((number) -> SuffixedName.of(archived, Receipt.SUFFIX + "." + number))
			.takeWhile(Files::exists);
	}

}
