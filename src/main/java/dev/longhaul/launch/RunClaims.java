package dev.longhaul.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The definitions that are being run in this process: a second run of one of them would
 * do the same work.
 */
public final class RunClaims {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition freed = this.lock.newCondition();

	private final Map<String, Instant> running = new HashMap<>();

	private final Clock clock;

	public RunClaims(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Claims definitions until the claim is closed.
	 * @param patience for how long another run of one of them is waited for
	 * @throws RunInProgress if it goes on for longer
	 */
	public Claimed take(Collection<String> definitions, Duration patience) {
		List<String> names = List.copyOf(definitions);
		this.lock.lock();
		try {
			long left = patience.toNanos();
			while (!isFree(names)) {
				if (left <= 0) {
					throw inProgress(names);
				}
				left = this.freed.awaitNanos(left);
			}
			names.forEach((name) -> this.running.put(name, this.clock.instant()));
			return () -> free(names);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw inProgress(names);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isFree(List<String> names) {
		return names.stream().noneMatch(this.running::containsKey);
	}

	private RunInProgress inProgress(List<String> names) {
		Optional<String> name = names.stream()
			.filter(this.running::containsKey)
			.min(Comparator.comparing((running) -> Objects.requireNonNull(this.running.get(running))));
		return new RunInProgress(name.orElse(""), this.running.get(name.orElse("")));
	}

	private void free(List<String> names) {
		this.lock.lock();
		try {
			this.running.keySet().removeAll(names);
			this.freed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Definitions that nobody else runs. */
	@FunctionalInterface
	public interface Claimed extends AutoCloseable {

		@Override
		void close();

	}

}
