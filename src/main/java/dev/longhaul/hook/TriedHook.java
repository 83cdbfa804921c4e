package dev.longhaul.hook;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A hook that rests after it has failed several times in a row: then its receiver is
 * down, each further call may take the whole time limit, and a run waits for all of them.
 * After the rest one call is tried, for a watch may be up for months. Only the thread of
 * its queue uses it.
 */
final class TriedHook {

	static final int MOST_FAILURES = 5;

	static final Duration REST = Duration.ofMinutes(5);

	private final Hook hook;

	private final LongSupplier nanoTime;

	/** By {@link #nanoTime}; null where it does not rest. */
	private @Nullable Long restsUntil;

	private int failures;

	private int leftOut;

	private String lastFailure = "";

	TriedHook(Hook hook, LongSupplier nanoTime) {
		this.hook = hook;
		this.nanoTime = nanoTime;
	}

	/** Whether it is not to be called now. */
	boolean rests() {
		return this.restsUntil != null && this.nanoTime.getAsLong() - this.restsUntil < 0;
	}

	void call(HookEvent event) throws HookFailed, InterruptedException {
		try {
			this.hook.call(event);
			this.failures = 0;
		}
		catch (HookFailed | RuntimeException | Error ex) {
			this.lastFailure = String.valueOf(ex.getMessage());
			if (++this.failures >= MOST_FAILURES) {
				this.restsUntil = this.nanoTime.getAsLong() + REST.toNanos();
			}
			throw ex;
		}
	}

	/** In a row, until now. */
	int failures() {
		return this.failures;
	}

	/** Why the last call failed; names the hook. */
	String lastFailure() {
		return this.lastFailure;
	}

	/** Notes a call that is not made. */
	void leaveOut() {
		this.leftOut++;
	}

	/** The calls that were not made since this was asked the last time. */
	int takeLeftOut() {
		int taken = this.leftOut;
		this.leftOut = 0;
		return taken;
	}

}
