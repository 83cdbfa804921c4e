package dev.longhaul.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The stores that this worker did not reach, and for how long it takes no range for each:
 * it may be this machine's network alone, and others would wait for what it holds. For
 * several threads.
 */
final class StorePauses {

	private static final Duration FIRST = Duration.ofSeconds(15);

	/**
	 * Pauses double up to here: less than the five minutes for which a client remembers
	 * that nothing succeeded, so that a store that stays away costs a range one try.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(2);

	private final Map<String, Pause> byDestination = new HashMap<>();

	private final LongSupplier nanoTime;

	/**
	 * None yet.
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	StorePauses(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** Why no range is sent there now, in the words of the last try; empty if one may. */
	synchronized Optional<String> reason(String destination) {
		return Optional.ofNullable(this.byDestination.get(destination)).filter(this::lasts).map(Pause::why);
	}

	/** Notes that the store was not reached: ranges that fail together make one pause. */
	synchronized void begin(String destination, String why) {
		Pause last = this.byDestination.get(destination);
		if (last == null || !lasts(last)) {
			this.byDestination.put(destination, new Pause(why, this.nanoTime.getAsLong(), after(last)));
		}
	}

	/** Notes that it was reached. */
	synchronized void over(String destination) {
		this.byDestination.remove(destination);
	}

	private boolean lasts(Pause pause) {
		return this.nanoTime.getAsLong() - pause.begun() < pause.length().toNanos();
	}

	private static Duration after(@Nullable Pause last) {
		if (last == null) {
			return FIRST;
		}
		Duration twice = last.length().multipliedBy(2);
		return (twice.compareTo(LONGEST) < 0) ? twice : LONGEST;
	}

	/**
	 * The last of a store.
	 *
	 * @param begun when
	 */
	private record Pause(String why, long begun, Duration length) {

	}

}
