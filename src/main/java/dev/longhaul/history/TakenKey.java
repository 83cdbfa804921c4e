package dev.longhaul.history;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The answer to an upload that wants a key.
 *
 * @param other the other file that holds it and is still there; null if it is the
 * upload's own from now on
 * @param earliest what is proved under it from now on comes later than this at least,
 * whatever the clock says: it may have been ahead when another file was delivered there
 */
public record TakenKey(@Nullable Path other, Instant earliest) {

	/** One under which nothing was delivered, as far as that matters. */
	public static final TakenKey FREE = new TakenKey(null, Instant.EPOCH);

	static TakenKey by(Path other) {
		return new TakenKey(other, Instant.EPOCH);
	}

	/** One that is free now. */
	static TakenKey after(Instant last) {
		return new TakenKey(null, last.plusMillis(1));
	}

}
