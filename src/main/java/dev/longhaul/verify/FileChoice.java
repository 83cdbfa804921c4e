package dev.longhaul.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * The file to compare with.
 *
 * @param file null where there is none that is still the one that was delivered
 * @param notes why not
 */
record FileChoice(@Nullable SourceFile file, List<String> notes) {

	static FileChoice of(Delivery delivery) {
		List<String> notes = new ArrayList<>();
		for (String path : delivery.files()) {
			Optional<SourceFile> file = look(path, notes);
			if (file.isPresent() && isMeant(file.get(), delivery)) {
				return new FileChoice(file.get(), List.of());
			}
			file.ifPresent((other) -> notes
				.add("the file %s has changed since, so only the receipt was compared".formatted(path)));
		}
		return new FileChoice(null,
				notes.isEmpty() ? List.of("the file is not there any more, so only the receipt was compared") : notes);
	}

	private static Optional<SourceFile> look(String path, List<String> notes) {
		try {
			return Optional.of(SourceFile.of(SourceFile.pathOf(path)));
		}
		catch (SourceGone ex) {
			return Optional.empty();
		}
		catch (SourceException ex) {
			notes.add(String.valueOf(ex.getMessage()));
			return Optional.empty();
		}
	}

	/**
	 * A copy that was named may have another time, and one that was moved away the same
	 * time more coarsely.
	 */
	private static boolean isMeant(SourceFile file, Delivery delivery) {
		Receipt receipt = delivery.receipt();
		if (delivery.given() || receipt == null) {
			return true;
		}
		return file.path().toString().equals(receipt.file())
				? file.size() == receipt.size() && file.modified().equals(receipt.modified())
				: file.mayBeCopyOf(receipt.size(), receipt.modified());
	}

}
