package dev.longhaul.definition;

import java.util.Map;
import java.util.Optional;

/**
 * What must hold of a bandwidth setting.
 */
public final class TimetableRules {

	/**
	 * KiB a second that each part in flight needs: the HTTP client sends up to 32 KiB at
	 * a time, every 8 seconds then, and S3 ends a connection on which nothing came for
	 * 20.
	 */
	private static final int PART_NEEDS = 4;

	private TimetableRules() {
	}

	/**
	 * What is wrong with one entry.
	 * @param partsAtOnce so many parts share it
	 */
	public static Optional<String> problemOf(String window, String rate, int partsAtOnce) {
		try {
			boolean tooSlow = Timetable.parse(Map.of(window, rate)).slowest() < (PART_NEEDS * 1024L) * partsAtOnce;
			return tooSlow ? Optional
				.of("'%s' a second is too slow for %d parts at once, S3 would end their connections; write %dKB or more"
					.formatted(rate, partsAtOnce, PART_NEEDS * partsAtOnce)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.of(String.valueOf(ex.getMessage()));
		}
	}

}
