package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;

/**
 * A second one of a delivered file that lies aside, on its way to another file system.
 *
 * @param path of the second one, which need not be there, nor be whole
 */
record SourceCopy(SourceRemoval removal, Path path) {

	/** As far as size and time tell. */
	boolean mayBeWhole() {
		try {
			SourceFile delivered = this.removal.delivered();
			return SourceFile.of(this.path, Files.readAttributes(this.path, BasicFileAttributes.class))
				.mayBeCopyOf(delivered.size(), delivered.modified());
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** By all bytes, for size and time may have been put back after a write. */
	boolean isWhole() throws IOException {
		String change = this.removal.changeAside();
		return mayBeWhole() && Files.mismatch(this.removal.aside(), this.path) < 0
				&& change.equals(this.removal.changeAside());
	}

	/**
	 * Makes it, unless a kill has left it whole.
	 * @param goesOn asked between pieces
	 * @return whether it is whole now, false if it was told not to go on
	 * @throws SourceKept if it is no copy of what was delivered
	 */
	boolean make(BooleanSupplier goesOn) throws IOException {
		String change = this.removal.changeAside();
		if (!isWhole() && !new FileCopy(this.removal.aside(), this.path).carryOut(goesOn)) {
			return false;
		}
		requireWhole(change);
		return true;
	}

	/**
	 * The time of the copy proves nothing: its file system may keep times more coarsely.
	 * @param change of the original before it was copied
	 */
	private void requireWhole(String change) throws IOException {
		SourceFile delivered = this.removal.delivered();
		long size = Files.size(this.path);
		if (this.removal.look() != SourceRemoval.Found.ASIDE || !change.equals(this.removal.changeAside())) {
			throw new SourceKept(delivered.path(), "it was written to while it was copied");
		}
		if (size != delivered.size()) {
			throw new SourceKept(delivered.path(),
					"its copy %s had %,d bytes instead of %,d".formatted(this.path, size, delivered.size()));
		}
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.path);
	}

}
