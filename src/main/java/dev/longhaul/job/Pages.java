package dev.longhaul.job;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a statement is asked of many things: so many at once that neither the statement
 * nor its answer grows with them. HSQLDB gathers an answer in the heap of its owner.
 */
public final class Pages {

	/** The most on a page. */
	public static final int SIZE = 500;

	private Pages() {
	}

	/** All of them, a page after the other, each a view of its part of the list. */
	public static <T> Stream<List<T>> of(List<T> all) {
		return IntStream.iterate(0, (from) -> from < all.size(), (from) -> from + SIZE)
			.mapToObj((from) -> all.subList(from, Math.min(from + SIZE, all.size())));
	}

}
