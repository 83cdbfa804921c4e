package dev.longhaul.launch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.IfExists;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the repository knows of uploads that were begun before: of each attempt, and which
 * files arrived.
 */
public final class UploadHistory {

	private final DefinitionsInUse definitions;

	private final UploadAttempts attempts;

	private final DeliveredFiles delivered;

	private final HeldKeys heldKeys;

	private final UploadsMet met = new UploadsMet();

	/**
	 * What this repository knows.
	 * @param definitions tell whose objects are spared
	 */
	public UploadHistory(JobRepository repository, JdbcClient jdbc, TransactionOperations transactions,
			DefinitionsInUse definitions) {
		this.definitions = definitions;
		this.attempts = new UploadAttempts(repository, jdbc);
		this.delivered = new DeliveredFiles(jdbc, transactions);
		this.heldKeys = new HeldKeys(this.delivered);
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

	/**
	 * Uploads of the same version of a file by other definitions that were once
	 * unfinished and have not been ended.
	 */
	List<UploadIdentity> unfinishedBeside(UploadIdentity upload) {
		return this.met.unfinishedBeside(upload)
			.stream()
			.filter((other) -> this.attempts.last(other).filter((last) -> !last.isOver()).isPresent())
			.toList();
	}

	Decisions decisions() {
		return new Decisions(this);
	}

	UploadAttempts attempts() {
		return this.attempts;
	}

	DeliveredFiles deliveries() {
		return this.delivered;
	}

	HeldKeys heldKeys() {
		return this.heldKeys;
	}

	UploadsMet met() {
		return this.met;
	}

	/**
	 * Takes the key for an upload that is about to be sent. The plan has looked at it,
	 * but much may have been planned and sent since.
	 * @return the other file that has it and is still there, if the definition spares
	 * that one's object; none for an upload that cannot be sent and is ended
	 */
	Optional<Path> take(Candidate begun) {
		UploadIdentity identity = begun.identity();
		Destination destination = this.definitions.get(identity.definition()).destination();
		if (!destination.address().identity().equals(identity.destination())) {
			return Optional.empty();
		}
		if (destination.ifExists() != IfExists.REPLACE) {
			this.heldKeys.begun(identity, begun.key());
			return Optional.empty();
		}
		return this.heldKeys.take(begun).filter((other) -> identity.isStillThere());
	}

	/**
	 * Notes that an attempt is about to begin, or to go on.
	 * @return what is proved from now on comes later than this at least, whatever the
	 * clock says: it may have been ahead when the file was last delivered
	 */
	Instant begun(UploadIdentity identity) {
		this.met.begun(identity);
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
		this.met.ended(identity);
	}

	/** Notes a delivery that was not noted because of a kill; a later one stands. */
	void remember(Attempt attempt, UploadIdentity identity) {
		long instance = attempt.instance().getInstanceId();
		if (this.delivered.misses(identity, instance, attempt.proved())) {
			attempt.context().ifPresent((context) -> delivered(identity, instance, context, Instant.EPOCH));
		}
	}

}
