package dev.longhaul.job;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.longhaul.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;

/**
 * Ends the work of this process in order: first no part is begun or tried again, then,
 * when those in flight have had their time, they are cut. Spring Batch's own stop reaches
 * a partition only after its part, and could not cut it.
 */
public final class StopSwitch {

	private static final Logger log = LoggerFactory.getLogger(StopSwitch.class);

	private static final Duration AFTER_CUT = Duration.ofSeconds(20);

	/** Guarded by itself: a thread is interrupted only while its request is in flight. */
	private final Set<Thread> inFlight = new HashSet<>();

	private final Runnable endPauses;

	private final Runnable closeConnections;

	private final Duration afterCut;

	/** Ends when what was cut is not waited for any more. */
	private final CompletableFuture<Void> givenUp = new CompletableFuture<>();

	private volatile boolean stopping;

	private volatile boolean cut;

	/**
	 * A switch that has not been used.
	 * @param endPauses ends those between the tries of requests
	 * @param closeConnections ends requests that an interrupt does not reach: a thread
	 * that writes to a socket does not notice it
	 */
	public StopSwitch(Runnable endPauses, Runnable closeConnections) {
		this(endPauses, closeConnections, AFTER_CUT);
	}

	/** One that waits so long for what it has cut. */
	public StopSwitch(Runnable endPauses, Runnable closeConnections, Duration afterCut) {
		this.endPauses = endPauses;
		this.closeConnections = closeConnections;
		this.afterCut = afterCut;
	}

	/** From now on nothing is begun, and no request that fails is tried again. */
	public void stop() {
		this.stopping = true;
		this.endPauses.run();
	}

	/** Ends the requests in flight. */
	public void cut() {
		stop();
		this.cut = true;
		synchronized (this.inFlight) {
			this.inFlight.forEach(Thread::interrupt);
		}
		var unused = this.givenUp.completeOnTimeout(null, this.afterCut.toMillis(), TimeUnit.MILLISECONDS);
		this.closeConnections.run();
	}

	public boolean isStopping() {
		return this.stopping;
	}

	/** Whether requests in flight were ended. */
	public boolean isCut() {
		return this.cut;
	}

	/**
	 * Waits for work of this process. A thread that hangs in a file system can be neither
	 * stopped nor cut: some time after the cut it is not waited for any more.
	 * @return whether the work has ended
	 */
	public boolean hasEnded(CompletableFuture<?> work) {
		CompletableFuture.anyOf(work, this.givenUp).exceptionally((failure) -> null).join();
		return work.isDone();
	}

	/** Whether what still hangs is not waited for any more. */
	public boolean isGivenUp() {
		return this.givenUp.isDone();
	}

	/**
	 * Runs a request unless the stop has been called for.
	 * @throws JobInterruptedException if it has, before or during the request; the step
	 * is then STOPPED and can be restarted
	 */
	<T> T unlessStopped(Supplier<T> request) throws JobInterruptedException {
		enter();
		try {
			requireRunning();
			return request.get();
		}
		catch (RuntimeException ex) {
			if (isBehind(ex)) {
				throw new JobInterruptedException(words(ex));
			}
			throw ex;
		}
		finally {
			leave();
		}
	}

	/** What a cut request fails with is the cut's doing, and no fault of the store. */
	private String words(RuntimeException failure) {
		log.debug("ended by the stop", failure);
		return this.cut ? "cut by the stop" : "ended by the stop: " + failure.getMessage();
	}

	/**
	 * Whether it is the stop that ended a request, in flight or between its tries, and
	 * not the store.
	 */
	boolean isBehind(RuntimeException failure) {
		return this.cut || (this.stopping && failure instanceof StoreUnavailable);
	}

	void requireRunning() throws JobInterruptedException {
		if (this.stopping) {
			throw new JobInterruptedException("the process is stopping");
		}
	}

	private void enter() {
		synchronized (this.inFlight) {
			this.inFlight.add(Thread.currentThread());
		}
	}

	private void leave() {
		synchronized (this.inFlight) {
			this.inFlight.remove(Thread.currentThread());
			// the commit that follows must not meet the interrupt
			Thread.interrupted();
		}
	}

}
