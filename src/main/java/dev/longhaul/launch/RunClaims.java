package dev.longhaul.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.longhaul.job.StopSwitch;
import dev.longhaul.job.UploadIdentity;

/**
 * The definitions that are being run, by this process or another one with the same
 * repository: a second run of one of them would do the same work.
 */
public final class RunClaims {

	/** Nobody tells when another process frees a definition, or when a stop comes. */
	private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition freed = this.lock.newCondition();

	private final Map<String, Instant> running = new HashMap<>();

	private final SharedClaims shared;

	private final StopSwitch stop;

	private final Clock clock;

	/**
	 * Claims of this process.
	 * @param stop ends the wait for others
	 */
	public RunClaims(SharedClaims shared, StopSwitch stop, Clock clock) {
		this.shared = shared;
		this.stop = stop;
		this.clock = clock;
	}

	/**
	 * Claims definitions until the claim is closed.
	 * @param patience for how long another run of one of them is waited for
	 * @throws RunInProgress if it goes on for longer, or when this process is stopped
	 */
	public Claimed take(Collection<String> definitions, Duration patience) {
		List<String> names = List.copyOf(definitions);
		this.lock.lock();
		try {
			long left = patience.toNanos();
			Optional<Claimed> taken = tryTake(names);
			while (taken.isEmpty()) {
				if (left <= 0 || this.stop.isStopping()) {
					throw inProgress(names);
				}
				long pause = Math.min(left, LOOK_AGAIN);
				left -= pause - this.freed.awaitNanos(pause);
				taken = tryTake(names);
			}
			return taken.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw inProgress(names);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** All of them or none. */
	private Optional<Claimed> tryTake(List<String> names) {
		if (names.stream().anyMatch(this.running::containsKey)) {
			return Optional.empty();
		}
		List<Claimed> taken = new ArrayList<>();
		for (String name : names) {
			Optional<Claimed> claim = this.shared.take(UploadIdentity.claimOf(name));
			if (claim.isEmpty()) {
				taken.forEach(Claimed::close);
				return Optional.empty();
			}
			taken.add(claim.get());
		}
		names.forEach((name) -> this.running.put(name, this.clock.instant().truncatedTo(ChronoUnit.SECONDS)));
		return Optional.of(() -> free(names, taken));
	}

	private RunInProgress inProgress(List<String> names) {
		return names.stream()
			.filter(this.running::containsKey)
			.min(Comparator.comparing((name) -> this.running.getOrDefault(name, Instant.MAX)))
			.map((name) -> RunInProgress.of(name, "since " + this.running.get(name)))
			.orElseGet(() -> elsewhere(names));
	}

	private RunInProgress elsewhere(List<String> names) {
		for (String name : names) {
			Optional<String> holder = this.shared.holder(UploadIdentity.claimOf(name));
			if (holder.isPresent()) {
				return RunInProgress.of(name, "by " + holder.get());
			}
		}
		return RunInProgress.of(String.join(", ", names), "by another process, which has just ended");
	}

	private void free(List<String> names, List<Claimed> taken) {
		this.lock.lock();
		try {
			taken.forEach(Claimed::close);
			this.running.keySet().removeAll(names);
			this.freed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Something that nobody else works on. */
	@FunctionalInterface
	public interface Claimed extends AutoCloseable {

		@Override
		void close();

	}

}
