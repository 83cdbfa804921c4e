package dev.longhaul.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.job.StopSwitch;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM, SIGINT and SIGHUP end the run in order; a second one ends it at once. The
 * JVM's shutdown hooks would run beside the work and could not tell the second from the
 * first.
 */
public final class StopSignals {

	private static final Logger log = LoggerFactory.getLogger(StopSignals.class);

	/** Of the signals that stop: 128 and POSIX's number. */
	static final Map<String, Integer> EXIT_CODES = Map.of("HUP", 128 + 1, "INT", 128 + 2, "TERM", 128 + 15);

	/**
	 * {@code timeout} signals its child and then the child's group; of a closed terminal
	 * both the shell and the kernel tell: one stop, told twice within milliseconds.
	 */
	private static final Duration ECHO = Duration.ofMillis(200);

	private final AtomicBoolean listening = new AtomicBoolean();

	private final AtomicInteger received = new AtomicInteger();

	private final StopSwitch stop;

	private final Duration grace;

	private final CountDownLatch first = new CountDownLatch(1);

	/** Guarded by the latch. */
	private long firstAt;

	/**
	 * Does not listen yet.
	 * @param grace how long parts in flight may go on before they are cut
	 */
	public StopSignals(StopSwitch stop, Duration grace) {
		this.stop = stop;
		this.grace = grace;
	}

	/**
	 * Begins to listen, and goes on until the process ends: a second signal may come
	 * after the work.
	 */
	void listen() {
		if (this.listening.compareAndSet(false, true)) {
			EXIT_CODES.forEach((name, exitCode) -> Signals.register(name, () -> receive(name, exitCode)));
		}
	}

	private void receive(String name, int exitCode) {
		long now = System.nanoTime();
		synchronized (this.first) {
			if (!this.received.compareAndSet(0, exitCode)) {
				if (now - this.firstAt > ECHO.toNanos()) {
					Runtime.getRuntime().halt(exitCode);
				}
				return;
			}
			this.firstAt = now;
		}
		this.first.countDown();
		stop(); // before it is told: the terminal may be gone
		log.warn("{}: nothing new is begun, parts in flight have {} s; a second signal ends at once", name,
				this.grace.toSeconds());
	}

	/** Ends the work without a signal; it has the same grace. */
	void stop() {
		this.stop.stop();
		CompletableFuture.delayedExecutor(this.grace.toMillis(), TimeUnit.MILLISECONDS).execute(this.stop::cut);
	}

	boolean isStopping() {
		return this.stop.isStopping();
	}

	/** How long what is in flight may go on after a stop. */
	Duration grace() {
		return this.grace;
	}

	/** The exit code that tells of the signal, if one came. */
	Optional<Integer> exitCode() {
		return Optional.of(this.received.get()).filter((code) -> code != 0);
	}

	/** Waits so long for a signal, and returns the exit code that tells of it. */
	Optional<Integer> within(Duration time) {
		try {
			return this.first.await(time.toMillis(), TimeUnit.MILLISECONDS) ? exitCode() : Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

}
