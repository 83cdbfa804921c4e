package dev.longhaul.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The calls to file systems that threads of this process wait for. A network mount whose
 * server is gone answers none, for hours, and no interrupt ends the wait: all that others
 * can do is not to wait with it. What is waited for elsewhere, as for a store or for
 * bandwidth, does not count here.
 */
public final class FileCalls {

	/** Instead of the time of the last answer: nobody waits for the call any more. */
	private static final long ABANDONED = Long.MIN_VALUE;

	private final Map<Thread, Call> underWay = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	/**
	 * No calls yet.
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	public FileCalls(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Makes calls; what is told of within them shows that the file system answers.
	 * @param file they are for
	 * @param onAbandon told when they are abandoned, by another thread
	 * @throws SourceUnreadable if they were abandoned: others do what was to follow
	 */
	public <T, X extends Exception> T during(String file, Runnable onAbandon, Calls<T, X> calls) throws X {
		Thread thread = Thread.currentThread();
		Call outer = this.underWay.get(thread);
		if (outer != null) {
			requireAwaited(outer, file);
		}
		Call call = new Call(onAbandon, new AtomicLong(now()));
		this.underWay.put(thread, call);
		try {
			T answer = calls.make();
			requireAwaited(call, file);
			return answer;
		}
		finally {
			if (outer != null) {
				// whether it was abandoned is seen at its next call, or its end
				outer.answered(now());
				this.underWay.put(thread, outer);
			}
			else {
				this.underWay.remove(thread);
			}
		}
	}

	private void requireAwaited(Call call, String file) {
		if (!call.answered(now())) {
			throw SourceUnreadable.late(file);
		}
	}

	/** A stream each read of which is such a call. */
	public InputStream reading(String file, Runnable onAbandon, InputStream in) {
		return new FilterInputStream(in) {

			@Override
			public int read() throws IOException {
				return during(file, onAbandon, super::read);
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				return during(file, onAbandon, () -> super.read(bytes, offset, length));
			}

		};
	}

	/**
	 * Abandons the call that a thread waits for, if that has not answered for so long:
	 * the thread will not do what was to follow, should it come back.
	 */
	public boolean abandon(Thread thread, Duration silence) {
		Call call = this.underWay.get(thread);
		if (call == null || !call.abandonIfSilent(now(), silence.toNanos())) {
			return false;
		}
		call.onAbandon.run();
		return true;
	}

	/** Never the one that says that a call was abandoned. */
	private long now() {
		return Math.max(this.nanoTime.getAsLong(), ABANDONED + 1);
	}

	/**
	 * Calls to a file system.
	 *
	 * @param <T> what they answer
	 * @param <X> what they throw
	 */
	@FunctionalInterface
	public interface Calls<T, X extends Exception> {

		T make() throws X;

	}

	/**
	 * One that is waited for, and when the file system last answered.
	 */
	private record Call(Runnable onAbandon, AtomicLong last) {

		/** Returns whether somebody still waits for it. */
		boolean answered(long now) {
			return this.last.updateAndGet((before) -> (before == ABANDONED) ? before : now) != ABANDONED;
		}

		boolean abandonIfSilent(long now, long silence) {
			long before = this.last.get();
			return before != ABANDONED && now - before > silence && this.last.compareAndSet(before, ABANDONED);
		}

	}

}
