package dev.longhaul.definition;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * What is wrong in a definition file, and where.
 */
record Mistake(Place place, String problem) {

	/** As they stand in the file; what concerns all of it, or is missing, comes last. */
	static final Comparator<Mistake> AS_THEY_STAND = Comparator
		.comparing((Mistake mistake) -> mistake.place().isWholeFile())
		.thenComparingInt((mistake) -> mistake.place().line())
		.thenComparingInt((mistake) -> mistake.place().column());

	@Override
	public String toString() {
		return this.place + this.problem;
	}

	/**
	 * A place in a file; as text {@code file:line:column: }.
	 *
	 * @param line counted from 1; 0 is the whole file
	 * @param column counted from 1
	 */
	record Place(Path file, int line, int column) {

		private boolean isWholeFile() {
			return this.line == 0;
		}

		@Override
		public String toString() {
			return isWholeFile() ? this.file + ": " : "%s:%d:%d: ".formatted(this.file, this.line, this.column);
		}

	}

}
