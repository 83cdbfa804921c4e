package dev.longhaul;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;

/**
 * The time in the machine's zone, for the dates in keys. Spring Batch writes local times
 * and orders by them, so for everything else the process lives in UTC: a change of zone
 * or of daylight saving time between two runs must not turn their order round.
 */
final class LocalTime extends Clock {

	private static @Nullable Clock left;

	private final TimeZone zone;

	private LocalTime(TimeZone zone) {
		this.zone = zone;
	}

	/**
	 * Leaves it for UTC; a process may have several commands, and only the first one
	 * finds the zone.
	 * @return the clock in the machine's zone
	 */
	static synchronized Clock leave() {
		Clock clock = left;
		if (clock == null) {
			clock = new LocalTime(TimeZone.getDefault());
			TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
			left = clock;
		}
		return clock;
	}

	/** Made by who asks: for its rules Java looks into all jars of the class path. */
	@Override
	public ZoneId getZone() {
		return this.zone.toZoneId();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.system(zone);
	}

	@Override
	public Instant instant() {
		return Clock.systemUTC().instant();
	}

}
