package dev.longhaul;

import java.time.Clock;
import java.time.ZoneId;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;

/**
 * The time in the machine's zone, for the dates in keys. Spring Batch writes local times
 * and orders by them, so for everything else the process lives in UTC: a change of zone
 * or of daylight saving time between two runs must not turn their order round.
 */
final class LocalTime {

	private static @Nullable Clock left;

	private LocalTime() {
	}

	/**
	 * Leaves it for UTC; a process may have several commands, and only the first one
	 * finds the zone.
	 * @return the clock in the machine's zone
	 */
	static synchronized Clock leave() {
		Clock clock = left;
		if (clock == null) {
			clock = Clock.system(ZoneId.systemDefault());
			TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
			left = clock;
		}
		return clock;
	}

}
