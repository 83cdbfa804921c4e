package dev.longhaul.definition;

import java.util.LinkedHashMap;
import java.util.Map;

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
	 * The problems by the name of the entry.
	 * @param setting the name of the whole
	 * @param partsAtOnce so many parts share it
	 */
	public static Map<String, String> problemsOf(String setting, Map<String, String> entries, int partsAtOnce) {
		Map<String, String> problems = new LinkedHashMap<>();
		entries.forEach((key, value) -> {
			String problem = problem(Map.of(key, value), partsAtOnce);
			if (!problem.isEmpty()) {
				problems.put(setting + "[" + key + "]", problem);
			}
		});
		return problems;
	}

	/** A limit without a timetable has no entries where it is written. */
	public static String asWritten(String setting) {
		return setting.replace("bandwidth[" + Timetable.ELSE + "]", "bandwidth");
	}

	private static String problem(Map<String, String> entry, int partsAtOnce) {
		try {
			boolean tooSlow = Timetable.parse(entry).slowest() < (PART_NEEDS * 1024L) * partsAtOnce;
			return tooSlow
					? "'%s' a second is too slow for %d parts at once, S3 would end their connections; write %dKB or more"
						.formatted(entry.values().iterator().next(), partsAtOnce, PART_NEEDS * partsAtOnce)
					: "";
		}
		catch (IllegalArgumentException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
