package dev.longhaul.launch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.launch.HistoryPruner.Pruned;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the repository knows of uploads that were begun before: of each attempt, and which
 * files arrived.
 */
public final class UploadHistory {

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	private final Runnable compaction;

	private final UploadAttempts attempts;

	private final DeliveredFiles delivered;

	private final HeldKeys heldKeys;

	private final Set<UploadIdentity> turnedAway = ConcurrentHashMap.newKeySet();

	/** By the paths of their files: those that plans met, and that were begun since. */
	private final Map<String, Set<UploadIdentity>> unfinished = new ConcurrentHashMap<>();

	/**
	 * A history.
	 * @param compaction gives back the room of what was deleted
	 */
	public UploadHistory(JobRepository repository, JdbcClient jdbc, TransactionOperations transactions,
			Runnable compaction) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.compaction = compaction;
		this.attempts = new UploadAttempts(repository, jdbc);
		this.delivered = new DeliveredFiles(jdbc, transactions);
		this.heldKeys = new HeldKeys(this.delivered);
	}

	/**
	 * Shortens it.
	 * @param before uploads that ended earlier go
	 * @param dryRun only count
	 */
	public Pruned prune(Instant before, boolean dryRun) {
		return new HistoryPruner(this.jdbc, this.transactions, this.delivered, this.attempts::proved, this.compaction)
			.prune(before, dryRun);
	}

	/**
	 * Whether a later upload of the same file, an other version of it, was delivered
	 * under the same key, be it pruned or not: then the object is not this version any
	 * more.
	 */
	boolean isOverwritten(Attempt delivered, UploadIdentity identity) {
		String key = delivered.key().orElse("");
		// rather sent again than taken for there, where the other's key is not known
		return this.delivered.later(identity, delivered.instance().getInstanceId(), delivered.proved())
			.filter((later) -> later.keyOr(key).equals(key))
			.isPresent();
	}

	/** Notes for each of the candidates whether it was delivered; some at a time. */
	void lookUp(List<Candidate> candidates) {
		for (int from = 0; from < candidates.size(); from += DeliveredFiles.AT_ONCE) {
			List<Candidate> some = candidates.subList(from, Math.min(from + DeliveredFiles.AT_ONCE, candidates.size()));
			Map<UploadIdentity, EarlierDelivery> known = this.delivered
				.among(some.stream().map(Candidate::identity).toList());
			some.replaceAll((candidate) -> candidate.delivered(known.get(candidate.identity())));
		}
	}

	/** Notes that {@code if-exists: skip} has the last word on an upload. */
	void turnedAway(UploadIdentity identity) {
		this.turnedAway.add(identity);
	}

	boolean isTurnedAway(UploadIdentity identity) {
		return this.turnedAway.contains(identity);
	}

	/** Notes what a plan met of unfinished uploads, whatever it does with them. */
	void met(List<UnfinishedUpload> uploads) {
		uploads.forEach((upload) -> unfinished(upload.identity()));
	}

	private void unfinished(UploadIdentity identity) {
		this.unfinished.compute(identity.path(), (path, known) -> {
			Set<UploadIdentity> all = (known != null) ? known : ConcurrentHashMap.newKeySet();
			all.add(identity);
			return all;
		});
	}

	private void finished(UploadIdentity identity) {
		this.unfinished.computeIfPresent(identity.path(), (path, known) -> {
			known.remove(identity);
			return known.isEmpty() ? null : known;
		});
	}

	/**
	 * Uploads of the same version of a file by other definitions that were once
	 * unfinished and have not been ended.
	 */
	List<UploadIdentity> unfinishedBeside(UploadIdentity upload) {
		return this.unfinished.getOrDefault(upload.path(), Set.of())
			.stream()
			.filter((other) -> other.isOfSameFile(upload) && !other.definition().equals(upload.definition()))
			.filter((other) -> this.attempts.last(other).filter((last) -> !last.isOver()).isPresent())
			.toList();
	}

	Decisions decisions() {
		return new Decisions(this);
	}

	UploadAttempts attempts() {
		return this.attempts;
	}

	DeliveredFiles delivered() {
		return this.delivered;
	}

	HeldKeys heldKeys() {
		return this.heldKeys;
	}

	/**
	 * Notes that an attempt is about to begin, or to go on.
	 * @return what is proved from now on comes later than this at least, whatever the
	 * clock says: it may have been ahead when the file was last delivered
	 */
	Instant begun(UploadIdentity identity, String key) {
		this.heldKeys.begun(identity, key);
		unfinished(identity);
		return this.delivered.unsettle(identity).map((last) -> last.plusMillis(1)).orElse(Instant.EPOCH);
	}

	/**
	 * Notes that an instance has delivered the file.
	 * @param earliest it counts as delivered then where its proof is older
	 */
	void delivered(UploadIdentity identity, long instance, UploadContext context, Instant earliest) {
		String key = context.key().orElseThrow();
		Instant proved = context.receipt().orElseThrow().delivered();
		this.delivered.delivered(identity, instance, key, proved.isBefore(earliest) ? earliest : proved);
		ended(identity, key);
	}

	/** Notes that nothing more is done for an upload. */
	void ended(UploadIdentity identity, String key) {
		this.heldKeys.free(identity, key);
		finished(identity);
	}

	/** Notes a delivery that was not noted because of a kill; a later one stands. */
	void remember(Attempt attempt, UploadIdentity identity) {
		long instance = attempt.instance().getInstanceId();
		if (this.delivered.misses(identity, instance, attempt.proved())) {
			attempt.context().ifPresent((context) -> delivered(identity, instance, context, Instant.EPOCH));
		}
	}

}
