package dev.longhaul.job;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.batch.core.job.JobInterruptedException;

/**
 * Ends the work of this process in order: first no part is begun any more, then, when
 * those in flight have had their time, they are cut. Spring Batch's own stop reaches a
 * partition only after its part, and could not cut it.
 */
public final class StopSwitch {

	/** Guarded by itself: a thread is interrupted only while its request is in flight. */
	private final Set<Thread> inFlight = new HashSet<>();

	private final Runnable closeConnections;

	private volatile boolean stopping;

	private volatile boolean cut;

	/**
	 * A switch that has not been used.
	 * @param closeConnections ends requests that an interrupt does not reach: a thread
	 * that writes to a socket does not notice it
	 */
	public StopSwitch(Runnable closeConnections) {
		this.closeConnections = closeConnections;
	}

	/** From now on nothing is begun. */
	public void stop() {
		this.stopping = true;
	}

	/** Ends the requests in flight. */
	public void cut() {
		this.stopping = true;
		this.cut = true;
		synchronized (this.inFlight) {
			this.inFlight.forEach(Thread::interrupt);
		}
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
			if (this.cut) {
				throw new JobInterruptedException("cut by the stop: " + ex.getMessage());
			}
			throw ex;
		}
		finally {
			leave();
		}
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
