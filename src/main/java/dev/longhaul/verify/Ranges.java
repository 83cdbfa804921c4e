package dev.longhaul.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.longhaul.machine.DaemonThreads;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.S3Limits;

/**
 * The ranges of some bytes, some of them in hand at once.
 */
record Ranges(PartPlan plan, int atOnce) {

	/** Long enough that opening one costs little, short enough to share them out. */
	private static final long USUAL = 64 * S3Limits.MIB;

	/** Ranges of this length, the last one shorter. */
	static Ranges of(long size, long length, int atOnce) {
		return new Ranges(new PartPlan(size, Math.max(1, length), 1), atOnce);
	}

	/** Ranges of any length, at most 10,000. */
	static long usual(long size) {
		return Math.max(USUAL, (size + S3Limits.MAX_PARTS - 1) / S3Limits.MAX_PARTS);
	}

	/**
	 * Works on all of them, and gathers the results in their order.
	 * @param enough said of the first result after which nothing further is of interest
	 */
	<T> List<T> each(Function<Part, T> work, Predicate<T> enough) {
		ExecutorService pool = Executors.newFixedThreadPool(this.atOnce, new DaemonThreads("verify"));
		try {
			List<T> results = new ArrayList<>();
			Deque<Future<T>> inHand = new ArrayDeque<>();
			for (int number = 1; number <= this.plan.parts() || !inHand.isEmpty();) {
				while (number <= this.plan.parts() && inHand.size() < 2 * this.atOnce) {
					Part range = this.plan.part(number++);
					inHand.add(pool.submit(() -> work.apply(range)));
				}
				T result = await(inHand.remove());
				results.add(result);
				if (enough.test(result)) {
					return results;
				}
			}
			return results;
		}
		finally {
			pool.shutdownNow();
		}
	}

	private static <T> T await(Future<T> result) {
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while an object was verified", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

}
