package dev.longhaul.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import org.jspecify.annotations.Nullable;

/**
 * The file to compare with.
 *
 * @param file null where there is none that is still the one that was delivered
 * @param notes why not
 * @param unreadable why one that is there cannot be read; null where none is such
 */
record FileChoice(@Nullable SourceFile file, List<String> notes, @Nullable SourceUnreadable unreadable) {

	static FileChoice of(Delivery delivery) {
		List<String> notes = new ArrayList<>();
		SourceUnreadable unreadable = null;
		for (String path : delivery.files()) {
			try {
				SourceFile file = SourceFile.of(SourceFile.pathOf(path));
				if (delivery.isMeant(file)) {
					return new FileChoice(file, List.of(), null);
				}
				notes.add("the file %s has changed since, so only the receipt was compared".formatted(path));
			}
			catch (SourceUnreadable ex) {
				if (mayBeThere(path)) {
					unreadable = ex;
				}
				notes.add(ex.getMessage());
			}
			catch (SourceException ex) {
				// it is not there
			}
		}
		return new FileChoice(null,
				notes.isEmpty() ? List.of("the file is not there any more, so only the receipt was compared") : notes,
				unreadable);
	}

	/**
	 * Whether it may be the file: a folder, say, that has taken its name is not, and
	 * where the locale cannot read the name nobody can look.
	 */
	private static boolean mayBeThere(String name) {
		try {
			Path path = SourceFile.pathOf(name);
			return Files.isRegularFile(path) || !Files.exists(path);
		}
		catch (SourceUnreadable ex) {
			return false;
		}
	}

	/** It changed, or could not be read, while the object was compared with it. */
	static FileChoice none(SourceException why) {
		return new FileChoice(null, List.of(why.getMessage()),
				(why instanceof SourceUnreadable unreadable) ? unreadable : null);
	}

}
