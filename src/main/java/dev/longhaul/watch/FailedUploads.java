package dev.longhaul.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.longhaul.history.Candidate;
import dev.longhaul.job.Pages;
import dev.longhaul.job.UploadIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Uploads that failed and are tried again, after pauses that grow.
 */
final class FailedUploads {

	private static final Logger log = LoggerFactory.getLogger(FailedUploads.class);

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private final Map<UploadIdentity, Retry> waiting = new HashMap<>();

	private final LongSupplier nanoTime;

	/** How many were asked for, in this round. */
	private int asked;

	/**
	 * None yet.
	 * @param nanoTime as {@link System#nanoTime()}: one that is set right does not
	 * lengthen a pause
	 */
	FailedUploads(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** Notes a failure. */
	synchronized void add(Candidate candidate) {
		Retry last = this.waiting.get(candidate.identity());
		BackOffExecution pauses = (last != null) ? last.pauses() : pauses();
		long next = this.nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(pauses.nextBackOff());
		this.waiting.put(candidate.identity(), new Retry(candidate, pauses, next));
	}

	/** Notes that an upload is not to be tried again. */
	synchronized void remove(UploadIdentity identity) {
		this.waiting.remove(identity);
	}

	/**
	 * Has those that another command delivered be due: then it is found that nothing is
	 * left to be done. At each look some are asked for, in turn, for there may be very
	 * many. Where the repository is away nothing is lost but the shorter pause.
	 * @param history notes for each of a list whether it was delivered
	 */
	void lookUp(Consumer<List<Candidate>> history) {
		List<Candidate> some = some();
		if (!some.isEmpty()) {
			try {
				history.accept(some);
			}
			catch (DataAccessException ex) {
				log.debug("it cannot be told whether uploads that failed were delivered since: {}", ex.getMessage());
				return;
			}
			some.stream().filter(WatchedFolder::isDelivered).map(Candidate::identity).forEach(this::hurry);
		}
	}

	private synchronized List<Candidate> some() {
		this.asked = (this.asked < this.waiting.size()) ? this.asked : 0;
		List<Candidate> some = this.waiting.values()
			.stream()
			.skip(this.asked)
			.limit(Pages.SIZE)
			.map(Retry::candidate)
			.collect(Collectors.toCollection(ArrayList::new));
		this.asked += some.size();
		return some;
	}

	private synchronized void hurry(UploadIdentity delivered) {
		this.waiting.computeIfPresent(delivered,
				(identity, retry) -> new Retry(retry.candidate(), retry.pauses(), this.nanoTime.getAsLong()));
	}

	/** Those whose pause is over. */
	synchronized List<Candidate> due() {
		long now = this.nanoTime.getAsLong();
		return this.waiting.values().stream().filter((retry) -> retry.next() - now <= 0).map(Retry::candidate).toList();
	}

	/** Whether an upload is to be tried again. */
	synchronized boolean has(UploadIdentity identity) {
		return this.waiting.containsKey(identity);
	}

	synchronized int size() {
		return this.waiting.size();
	}

	private static BackOffExecution pauses() {
		ExponentialBackOff pauses = new ExponentialBackOff(FIRST.toMillis(), 2);
		pauses.setMaxInterval(LONGEST.toMillis());
		return pauses.start();
	}

	private record Retry(Candidate candidate, BackOffExecution pauses, long next) {

	}

}
