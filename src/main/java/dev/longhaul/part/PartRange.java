package dev.longhaul.part;

import java.util.stream.IntStream;

/**
 * Consecutive parts that one partition uploads.
 *
 * @param first number of the first part
 * @param last number of the last part, inclusive
 */
public record PartRange(int first, int last) {

	public PartRange {
		if (first < 1 || last < first) {
			throw new IllegalArgumentException("range %d to %d".formatted(first, last));
		}
	}

	/**
	 * The partition's name: Spring Batch finds its checkpoint by it on every restart.
	 */
	public String name() {
		return "parts-%05d".formatted(this.first);
	}

	/**
	 * The number of the first part of a range.
	 * @param name as above, with whatever before it
	 */
	public static int firstOf(String name) {
		return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
	}

	public boolean contains(int number) {
		return number >= this.first && number <= this.last;
	}

	public IntStream numbers() {
		return IntStream.rangeClosed(this.first, this.last);
	}

}
