package dev.longhaul.stub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The faults that strike while a body is read.
 */
final class BodyFaults {

	private static final long NEVER = -1;

	private static final long AT_THE_END = Long.MAX_VALUE;

	private final long cutAfter;

	private final long bytesPerSecond;

	private final boolean damaging;

	private final boolean silent;

	private FaultAction.@Nullable StallInBody stall;

	BodyFaults(FaultPlan plan) {
		this.cutAfter = cutAfter(plan);
		FaultAction.SlowRead slow = plan.first(FaultAction.SlowRead.class);
		this.bytesPerSecond = (slow != null) ? slow.bytesPerSecond() : Long.MAX_VALUE;
		this.damaging = plan.has(FaultAction.DamageBody.class);
		this.silent = plan.has(FaultAction.SilentWhenAsked.class);
		this.stall = plan.first(FaultAction.StallInBody.class);
	}

	/** Whether the client is not told that its body is awaited. */
	boolean silent() {
		return this.silent;
	}

	boolean cut() {
		return this.cutAfter != NEVER;
	}

	/**
	 * How many bytes may be read at once now; waits or cuts the connection where a fault
	 * says so.
	 */
	long allowedAfter(long received, long left) throws IOException {
		FaultAction.StallInBody waiting = this.stall;
		if (waiting != null && (received >= waiting.afterBytes() || left == 0)) {
			Waits.until(waiting.released());
			this.stall = null;
			waiting = null;
		}
		if (cut() && (received >= this.cutAfter || left == 0)) {
			throw new CutConnection("Reset in the body after " + received + " bytes");
		}
		long allowed = Math.min(left, Math.max(1, this.bytesPerSecond / 20));
		if (waiting != null) {
			allowed = Math.min(allowed, waiting.afterBytes() - received);
		}
		return cut() ? Math.min(allowed, this.cutAfter - received) : allowed;
	}

	/** A bit tips on its way. */
	void damage(byte[] bytes, int offset, long received) {
		if (this.damaging && received == 0) {
			bytes[offset] ^= 1;
		}
	}

	void pace(long received, Duration elapsed) throws IOException {
		if (this.bytesPerSecond == Long.MAX_VALUE) {
			return;
		}
		double due = (double) received / this.bytesPerSecond * TimeUnit.SECONDS.toNanos(1);
		Waits.during(Duration.ofNanos((long) due).minus(elapsed));
	}

	private static long cutAfter(FaultPlan plan) {
		FaultAction.ResetInBody inBody = plan.first(FaultAction.ResetInBody.class);
		if (inBody != null) {
			return inBody.afterBytes();
		}
		return plan.has(FaultAction.ResetBeforeAnswer.class) ? AT_THE_END : NEVER;
	}

}
