package dev.longhaul.machine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says again and again that a process is alive. A beat that fails is logged and followed
 * by the next: a plain scheduler would stop after it.
 */
public final class Heartbeat implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

	private final String name;

	private final ScheduledExecutorService timer;

	/**
	 * Does not beat yet.
	 * @param name of its thread
	 */
	public Heartbeat(String name) {
		this.name = name;
		this.timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads(name));
	}

	/** Beats from now on, the first time after a pause. */
	public void every(Duration pause, Runnable beat) {
		var unused = this.timer.scheduleWithFixedDelay(() -> {
			try {
				beat.run();
			}
			catch (RuntimeException | Error ex) {
				log.error("a beat of the {} went wrong, the next one follows: {}", this.name, String.valueOf(ex), ex);
			}
		}, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
