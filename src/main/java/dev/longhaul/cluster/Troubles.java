package dev.longhaul.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a worker cannot send, with the reason that it met last: of each upload, for it may
 * send one file and see the folder of another not at all, or send a file to one store and
 * have no key of another. For several threads.
 */
final class Troubles {

	/**
	 * What is still to be sent is looked at again after 15 s, and a store that is away is
	 * tried for two and a half minutes at most; what others have sent, or what was
	 * aborted, is not met any more.
	 */
	private static final Duration OVER_AFTER = Duration.ofMinutes(3);

	/** Longer: a long part keeps a worker from looking again. */
	private static final Duration TOLD_FOR = Duration.ofMinutes(10);

	/** The newest is the last. */
	private final Map<Long, Trouble> byUpload = new LinkedHashMap<>();

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
	synchronized RangeEvent met(RangeEvent range) {
		this.byUpload.values().removeIf((trouble) -> isOlder(trouble, TOLD_FOR));
		Trouble last = this.byUpload.remove(range.upload());
		this.byUpload.put(range.upload(), new Trouble(range, this.nanoTime.getAsLong()));
		return (last != null && range.isLike(last.range())) ? range.toldAgain() : range;
	}

	/** Notes that its file can be sent. */
	synchronized void over(long upload) {
		this.byUpload.remove(upload);
	}

	/** Those that are not over, a range of each upload, the newest first. */
	synchronized List<RangeEvent> all() {
		List<RangeEvent> all = new ArrayList<>();
		this.byUpload.values()
			.stream()
			.filter((trouble) -> !isOlder(trouble, OVER_AFTER))
			.forEach((trouble) -> all.add(trouble.range()));
		Collections.reverse(all);
		return all;
	}

	private boolean isOlder(Trouble trouble, Duration time) {
		return this.nanoTime.getAsLong() - trouble.met() > time.toNanos();
	}

	/**
	 * The last of an upload.
	 *
	 * @param met when
	 */
	private record Trouble(RangeEvent range, long met) {

	}

}
