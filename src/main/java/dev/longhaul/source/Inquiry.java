package dev.longhaul.source;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.longhaul.machine.DaemonThreads;

/**
 * A question to a file system, asked by a thread of its own: a network mount whose server
 * is gone does not answer, and who waits there can be neither woken nor stopped.
 */
public final class Inquiry<T> {

	private static final long GLANCE = TimeUnit.SECONDS.toNanos(1);

	/** Kept for the next question: there may be many. They may hang for ever. */
	private static final Executor THREADS = Executors.newCachedThreadPool(new DaemonThreads("file-system"));

	private final FutureTask<T> question;

	private volatile long lastSign = System.nanoTime();

	private Inquiry(Question<T> question) {
		this.question = new FutureTask<>(() -> question.ask(this::sign));
	}

	/**
	 * Asks.
	 * @param about for the thread's name
	 */
	public static <T> Inquiry<T> begin(String about, Question<T> question) {
		Inquiry<T> inquiry = new Inquiry<>(question);
		THREADS.execute(() -> {
			Thread.currentThread().setName("look-" + about);
			inquiry.question.run();
		});
		return inquiry;
	}

	private void sign() {
		if (this.question.isCancelled()) {
			throw new CancellationException("nobody waits for the answer any more");
		}
		this.lastSign = System.nanoTime();
	}

	public boolean isAnswered() {
		return this.question.isDone();
	}

	/**
	 * Waits until there is an answer, as long as there are signs of life.
	 * @param patience how long may pass without one
	 * @param meanwhile run every second or so without one; what it throws ends the
	 * waiting
	 * @return whether there is an answer
	 */
	public boolean isAnsweredWithin(Duration patience, Runnable meanwhile) {
		long left = patience.toNanos() - silence();
		while (!isAnsweredWithin(Math.min(left, GLANCE))) {
			if (silence() >= GLANCE) {
				meanwhile.run();
			}
			left = patience.toNanos() - silence();
			if (left <= 0) {
				return isAnswered();
			}
		}
		return true;
	}

	private long silence() {
		return System.nanoTime() - this.lastSign;
	}

	private boolean isAnsweredWithin(long nanos) {
		try {
			this.question.get(nanos, TimeUnit.NANOSECONDS);
			return true;
		}
		catch (ExecutionException ex) {
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/** The answer, or what was thrown instead; waits for it. */
	public T answer() {
		try {
			return this.question.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private static IllegalStateException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException("interrupted while a file system was asked", ex);
	}

	/** Waits no more; the thread ends at its next sign of life. */
	public void giveUp() {
		this.question.cancel(false);
	}

	/** What a file system is asked. */
	@FunctionalInterface
	public interface Question<T> {

		/**
		 * Asks, and says by {@code sign} now and then that it goes on.
		 */
		T ask(Runnable sign);

	}

}
