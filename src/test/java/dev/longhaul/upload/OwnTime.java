package dev.longhaul.upload;

import java.util.ArrayList;
import java.util.List;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;

/**
 * A time that passes only while somebody waits, and that notes the waits.
 */
final class OwnTime implements TimeMeter, BlockingStrategy {

	private static final double SECOND = 1e9;

	private final List<Double> waits = new ArrayList<>();

	private long nanos;

	@Override
	public synchronized void park(long wait) {
		this.waits.add(wait / SECOND);
		this.nanos += wait;
	}

	@Override
	public synchronized long currentTimeNanos() {
		return this.nanos;
	}

	@Override
	public boolean isWallClockBased() {
		return false;
	}

	void set(double seconds) {
		this.nanos = (long) (seconds * SECOND);
	}

	double seconds() {
		return currentTimeNanos() / SECOND;
	}

	/** Each in seconds. */
	List<Double> waits() {
		return this.waits;
	}

	Budget budget(Rate rate, int sharers) {
		return new Budget(rate, () -> sharers, this, this);
	}

	static Rate rate(long bytes) {
		return new Rate() {

			@Override
			public long now() {
				return bytes;
			}

			@Override
			public long slowest() {
				return bytes;
			}

		};
	}

	/** Another rate from this second on. */
	Rate rate(long before, double change, long after) {
		return new Rate() {

			@Override
			public long now() {
				return (seconds() < change) ? before : after;
			}

			@Override
			public long slowest() {
				return Math.min(before, after);
			}

		};
	}

}
