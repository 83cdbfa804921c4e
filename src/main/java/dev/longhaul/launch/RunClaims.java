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
import dev.longhaul.repository.SharedClaims;
import dev.longhaul.repository.SharedClaims.Claimed;

/**
 * The definitions that are being run, by this process or another one with the same
 * repository: a second run of one of them would do the same work.
 */
public final class RunClaims {

	/** Nobody tells when another process frees a definition, or when a stop comes. */
	private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition freed = this.lock.newCondition();

	/** By the names of the claims. */
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
		List<String> claims = names.stream().map(UploadIdentity::claimOf).toList();
		this.lock.lock();
		try {
			long left = patience.toNanos();
			Optional<Claimed> taken = tryTake(claims);
			while (taken.isEmpty()) {
				if (left <= 0 || this.stop.isStopping()) {
					throw inProgress(names);
				}
				long pause = Math.min(left, LOOK_AGAIN);
				left -= pause - this.freed.awaitNanos(pause);
				taken = tryTake(claims);
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

	/**
	 * Claims to go on with what definitions have left, for each where no other process
	 * does. Nobody waits for it: it tells others that this process lives.
	 */
	public Reruns reruns(Collection<String> definitions) {
		Map<String, Claimed> taken = new HashMap<>();
		this.lock.lock();
		try {
			definitions.forEach((definition) -> tryTake(List.of(UploadIdentity.claimOfRerun(definition)))
				.ifPresent((claim) -> taken.put(definition, claim)));
		}
		finally {
			this.lock.unlock();
		}
		return new Reruns(taken);
	}

	/** All of them or none. */
	private Optional<Claimed> tryTake(List<String> names) {
		if (names.stream().anyMatch(this.running::containsKey)) {
			return Optional.empty();
		}
		List<Claimed> taken = new ArrayList<>();
		for (String name : names) {
			Optional<Claimed> claim = this.shared.take(name);
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
			.filter((name) -> this.running.containsKey(UploadIdentity.claimOf(name)))
			.min(Comparator.comparing(this::since))
			.map((name) -> RunInProgress.of(name, "since " + since(name)))
			.orElseGet(() -> elsewhere(names));
	}

	private Instant since(String definition) {
		return this.running.getOrDefault(UploadIdentity.claimOf(definition), Instant.MAX);
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

	/**
	 * The claims of one rerun.
	 *
	 * @param claims by their definitions
	 */
	public record Reruns(Map<String, Claimed> claims) implements AutoCloseable {

		/** Whether no other rerun of it was under way. */
		public boolean has(String definition) {
			return this.claims.containsKey(definition);
		}

		@Override
		public void close() {
			this.claims.values().forEach(Claimed::close);
		}

	}

}
