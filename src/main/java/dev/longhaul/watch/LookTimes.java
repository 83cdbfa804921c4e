package dev.longhaul.watch;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When a folder was looked at.
 *
 * @param last when the last look ended, null before the first has
 * @param took how long it took
 * @param since when the one began that has not ended yet, null if none is under way
 */
record LookTimes(@Nullable Instant last, @Nullable Duration took, @Nullable Instant since) {

	static final LookTimes NONE = new LookTimes(null, null, null);

	LookTimes begun(Instant now) {
		return new LookTimes(this.last, this.took, now);
	}

	LookTimes ended(Instant now) {
		return new LookTimes(now, (this.since != null) ? Duration.between(this.since, now) : null, null);
	}

	/** Whether the folder has not answered for so long. */
	boolean hangs(Instant now, Duration patience) {
		return this.since != null && Duration.between(this.since, now).compareTo(patience) > 0;
	}

}
