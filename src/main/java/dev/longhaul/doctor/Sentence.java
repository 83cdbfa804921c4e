package dev.longhaul.doctor;

import org.jspecify.annotations.Nullable;

/**
 * A sentence of the house: the fact, a semicolon, and what to do.
 *
 * @param advice null where there is nothing to do
 */
record Sentence(String fact, @Nullable String advice) {

	private static final String SEPARATOR = "; ";

	static Sentence of(String words) {
		int cut = words.lastIndexOf(SEPARATOR);
		return (cut < 0) ? new Sentence(words, null)
				: new Sentence(words.substring(0, cut), words.substring(cut + SEPARATOR.length()));
	}

}
