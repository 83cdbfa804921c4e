package dev.longhaul.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a worker cannot send, with the reason that it met last: of each file, for it may
 * send one and see the folder of another not at all.
 */
final class Troubles {

	/**
	 * What is still to be sent is looked at again every 15 s, or when a long part has
	 * left its place; what others have sent is not.
	 */
	private static final Duration OVER_AFTER = Duration.ofMinutes(10);

	private final Map<String, Trouble> byFile = new LinkedHashMap<>();

	private final LongSupplier nanoTime;

	/**
	 * None yet.
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	Troubles(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Notes one.
	 * @return as it is told: a trouble that lasts is met every 15 s, with each range
	 */
	RangeEvent met(RangeEvent range) {
		forget();
		Trouble last = this.byFile.put(range.file(), new Trouble(range, this.nanoTime.getAsLong()));
		return (last != null && range.isLike(last.range())) ? range.toldAgain() : range;
	}

	/** Notes that the file can be sent. */
	void over(String file) {
		this.byFile.remove(file);
	}

	/** Those that are not over, a range of each file. */
	List<RangeEvent> all() {
		forget();
		return this.byFile.values().stream().map(Trouble::range).toList();
	}

	private void forget() {
		long now = this.nanoTime.getAsLong();
		this.byFile.values().removeIf((trouble) -> now - trouble.met() > OVER_AFTER.toNanos());
	}

	/**
	 * The last of a file.
	 *
	 * @param met when
	 */
	private record Trouble(RangeEvent range, long met) {

	}

}
