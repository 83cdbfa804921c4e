package dev.longhaul.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Names that there are, for one that is none of them and may mean one. Capitals, hyphens,
 * underscores and dots do not count.
 */
public record KnownNames(Collection<String> names) {

	/** Of three letters one may be wrong; two are as many as fingers get wrong. */
	private static final int LETTERS_TO_ONE_MISTAKE = 3;

	private static final int MOST_MISTAKES = 2;

	/** The one that differs by the fewest letters, if those are few. */
	public Optional<String> nearest(String mistyped) {
		String typed = plain(mistyped);
		int most = Math.min(MOST_MISTAKES, typed.length() / LETTERS_TO_ONE_MISTAKE);
		return this.names.stream()
			.filter((name) -> mistakes(typed, plain(name)) <= most)
			.min(Comparator.comparingInt((name) -> mistakes(typed, plain(name))));
	}

	/** Whether both are one name, in two spellings. */
	public static boolean isSame(String one, String other) {
		return plain(one).equals(plain(other));
	}

	private static String plain(String name) {
		return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Letters that are left out, added, wrong or in the place of their neighbour, which
	 * is the distance of Damerau and Levenshtein.
	 */
	private static int mistakes(String typed, String meant) {
		int[][] least = new int[typed.length() + 1][meant.length() + 1];
		for (int i = 0; i <= typed.length(); i++) {
			for (int j = 0; j <= meant.length(); j++) {
				if (i == 0 || j == 0) {
					least[i][j] = i + j;
					continue;
				}
				int wrong = (typed.charAt(i - 1) == meant.charAt(j - 1)) ? 0 : 1;
				least[i][j] = Math.min(least[i - 1][j - 1] + wrong, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
				if (i > 1 && j > 1 && typed.charAt(i - 1) == meant.charAt(j - 2)
						&& typed.charAt(i - 2) == meant.charAt(j - 1)) {
					least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
				}
			}
		}
		return least[typed.length()][meant.length()];
	}

}
