package dev.longhaul.upload;

import java.time.Duration;
import java.util.function.IntSupplier;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for all parts that share a rate. They are served in the order in which
 * they ask, a small chunk each, so that every connection goes on sending.
 */
public final class Budget {

	/** Bytes a token: Bucket4j gives at most a token a nanosecond, which is 64 GB/s. */
	private static final int TOKEN = 64;

	private static final long MOST_TOKENS = 1_000_000_000;

	private static final int SMALLEST_CHUNK = 1 << 10;

	private static final int LARGEST_CHUNK = 256 << 10;

	/** A chunk is what flows in 1/64 of a second. */
	private static final int CHUNKS_A_SECOND = 64;

	/** What was not used is kept for 1/8 of a second, against jerks of the machine. */
	private static final int KEPT = 8;

	private final Rate rate;

	private final IntSupplier sharers;

	private final TimeMeter time;

	private final BlockingStrategy waiting;

	private @Nullable Bucket bucket;

	private long configured = Rate.UNLIMITED;

	/**
	 * A budget by the machine's time.
	 * @param sharers so many parts share it at most, at least 1; it may change
	 */
	public Budget(Rate rate, IntSupplier sharers) {
		this(rate, sharers, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
	}

	Budget(Rate rate, IntSupplier sharers, TimeMeter time, BlockingStrategy waiting) {
		this.rate = rate;
		this.sharers = sharers;
		this.time = time;
		this.waiting = waiting;
	}

	/** So many bytes are to be taken at once, at most. */
	int chunk() {
		return chunk(this.rate.now());
	}

	/** The bytes a second that one part gets at the slowest time, at least 1. */
	long pace() {
		return Math.max(1, this.rate.slowest() / this.sharers.getAsInt());
	}

	/** Waits until so many bytes may be sent. */
	void take(int bytes) throws InterruptedException {
		Bucket current = current();
		if (current != null) {
			current.asBlocking().consume((bytes + TOKEN - 1) / TOKEN, this.waiting);
		}
	}

	/**
	 * The bucket for the rate that holds now, null for none. Under a new rate the queue
	 * begins anew: what was reserved at a fast rate would be a long silence at a slow
	 * one.
	 */
	private synchronized @Nullable Bucket current() {
		long now = this.rate.now();
		if (now == Rate.UNLIMITED) {
			return null;
		}
		if (this.bucket == null || now != this.configured) {
			this.bucket = Bucket.builder()
				.addLimit((limit) -> limit.capacity(kept(now)).refillGreedy(tokens(now), Duration.ofSeconds(1)))
				.withCustomTimePrecision(this.time)
				.build();
			this.configured = now;
		}
		return this.bucket;
	}

	private static long tokens(long rate) {
		return Math.min(Math.max(rate / TOKEN, 1), MOST_TOKENS);
	}

	private static long kept(long rate) {
		return Math.max(tokens(rate) / KEPT, chunk(rate) / TOKEN);
	}

	private static int chunk(long rate) {
		return (int) Math.min(Math.max(rate / CHUNKS_A_SECOND, SMALLEST_CHUNK), LARGEST_CHUNK);
	}

}
