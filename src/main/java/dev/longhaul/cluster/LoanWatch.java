package dev.longhaul.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.longhaul.machine.Heartbeat;
import dev.longhaul.source.FileCalls;

/**
 * Looks whether the threads that have ranges on loan get answers from their file system.
 * The heartbeat of a loan only tells that the worker is alive: by that alone a range
 * behind a mount that hangs would be on loan for ever. A thread whose loan was given up
 * takes nothing before it comes back, so the worker takes one range less at once.
 */
public final class LoanWatch implements AutoCloseable {

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	/** How often in the time of a silence it is looked. */
	private static final int LOOKS = 10;

	private final Map<Thread, Watched> watched = new ConcurrentHashMap<>();

	private final Heartbeat heart = new Heartbeat("loan watch");

	private final FileCalls files;

	private final Duration silence;

	/**
	 * Does not look yet.
	 * @param silence a file system that does not answer for so long is not waited for
	 */
	public LoanWatch(FileCalls files, Duration silence) {
		this.files = files;
		this.silence = silence;
	}

	void begin() {
		Duration pause = this.silence.dividedBy(LOOKS);
		this.heart.every((pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE,
				() -> this.watched.values().forEach(Watched::look));
	}

	/**
	 * Watches this thread.
	 * @param onSilence told once, by another thread, why the loan has to be given up
	 */
	Watched watch(Consumer<String> onSilence) {
		Watched begun = new Watched(Thread.currentThread(), onSilence);
		this.watched.put(begun.thread, begun);
		return begun;
	}

	@Override
	public void close() {
		this.heart.close();
	}

	/** A thread that has a range on loan. */
	final class Watched implements AutoCloseable {

		private final Thread thread;

		private final Consumer<String> onSilence;

		/** Guarded by this. */
		private boolean over;

		private Watched(Thread thread, Consumer<String> onSilence) {
			this.thread = thread;
			this.onSilence = onSilence;
		}

		private synchronized void look() {
			if (!this.over && LoanWatch.this.files.abandon(this.thread, LoanWatch.this.silence)) {
				this.over = true;
				this.onSilence.accept("its file system has not answered for %d s, so another worker may have the range"
					.formatted(LoanWatch.this.silence.toSeconds()));
			}
		}

		/** Waits for the end of a look: the loan is ended by one of the two. */
		@Override
		public synchronized void close() {
			this.over = true;
			LoanWatch.this.watched.remove(this.thread);
		}

	}

}
