package dev.longhaul.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.IfExists;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.history.DeliveredFiles.Line;
import dev.longhaul.job.Pages;
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

	private final ReplacedObjects replaced;

	private final OvertakenUploads overtaken;

	private final EarlierDefinitions earlier;

	private final BegunRuns begunRuns;

	private final LastRuns lastRuns;

	private final Rebuilds rebuilds;

	private final UploadsMet met = new UploadsMet();

	/**
	 * What this repository knows.
	 * @param synced what is on disk when they end
	 * @param definitions tell whose objects are spared
	 */
	public UploadHistory(JobRepository repository, JdbcClient jdbc, TransactionOperations transactions,
			TransactionOperations synced, DefinitionsInUse definitions) {
		this.definitions = definitions;
		this.attempts = new UploadAttempts(repository, jdbc);
		this.delivered = new DeliveredFiles(jdbc, transactions);
		this.earlier = new EarlierDefinitions(jdbc);
		this.begunRuns = new BegunRuns(jdbc, transactions);
		this.lastRuns = new LastRuns(jdbc, transactions, this.begunRuns);
		this.rebuilds = new Rebuilds(jdbc, synced);
		DeliveredKeys keys = new DeliveredKeys(jdbc, this.attempts);
		this.heldKeys = new HeldKeys(keys);
		this.replaced = new ReplacedObjects(keys, definitions);
		this.overtaken = new OvertakenUploads(this.attempts, keys, definitions);
	}

	/**
	 * Whether a later upload of the same file, an other version of it, was delivered
	 * under the same key, be it pruned or not, or one of another file that has replaced
	 * the object: then it is not this version any more.
	 */
	public boolean isOverwritten(Attempt delivered, UploadIdentity identity) {
		String key = delivered.key().orElse("");
		// rather sent again than taken for there, where the other's key is not known
		return this.replaced.has(identity, key, delivered.proved())
				|| this.delivered.later(identity, delivered.upload(), delivered.proved())
					.filter((later) -> later.keyOr(key).equals(key))
					.isPresent();
	}

	/**
	 * The other file whose object a candidate that was begun must not replace, though
	 * files share its key: that one was begun later, and is delivered.
	 */
	public Optional<Path> overtaking(Candidate candidate, Optional<Attempt> last) {
		return last.flatMap((attempt) -> this.overtaken.by(candidate, attempt));
	}

	/** Notes for each of the candidates whether it was delivered; some at a time. */
	public void lookUp(List<Candidate> candidates) {
		Pages.of(candidates).forEach((some) -> {
			Map<UploadIdentity, Line> known = deliveries(some.stream().map(Candidate::identity).toList());
			some.replaceAll((candidate) -> Optional.ofNullable(known.get(candidate.identity()))
				.map((line) -> candidate.delivered(line.delivery()))
				.orElse(candidate));
		});
	}

	/** Its delivery, if nothing came after that and its object was not replaced. */
	public Optional<EarlierDelivery> delivery(UploadIdentity identity) {
		return Optional.ofNullable(deliveries(List.of(identity)).get(identity)).map(Line::delivery);
	}

	private Map<UploadIdentity, Line> deliveries(List<UploadIdentity> identities) {
		Map<UploadIdentity, Line> delivered = this.delivered.among(identities);
		delivered.keySet().removeAll(this.replaced.among(delivered));
		return delivered;
	}

	/** The definition of an upload that is worked on. */
	public JobDefinition definition(UploadIdentity identity) {
		return this.definitions.get(identity.definition());
	}

	/** How the upload of this number stands. */
	public Standing standing(long upload) {
		return this.attempts.standing(upload)
			.orElseGet(() -> this.delivered.has(upload) ? Standing.PRUNED : Standing.UNKNOWN);
	}

	public Decisions decisions() {
		return new Decisions(this);
	}

	public UploadAttempts attempts() {
		return this.attempts;
	}

	/** The runs that have not come to their end. */
	public BegunRuns begunRuns() {
		return this.begunRuns;
	}

	/** What the last runs did. */
	public LastRuns lastRuns() {
		return this.lastRuns;
	}

	/** The rebuilds that have not come to all files. */
	public Rebuilds rebuilds() {
		return this.rebuilds;
	}

	public EarlierDefinitions earlierDefinitions() {
		return this.earlier;
	}

	DeliveredFiles deliveries() {
		return this.delivered;
	}

	public HeldKeys heldKeys() {
		return this.heldKeys;
	}

	public UploadsMet met() {
		return this.met;
	}

	/**
	 * Takes the key for an upload that is about to be sent. The plan has looked at it,
	 * but much may have been planned and sent since.
	 * @return another file is said to hold it only where the definition spares that one's
	 * object, and not to an upload that cannot be sent and is ended
	 */
	public TakenKey take(Candidate begun) {
		UploadIdentity identity = begun.identity();
		Destination destination = definition(identity).destination();
		if (!destination.address().identity().equals(identity.destination())) {
			return TakenKey.FREE;
		}
		if (destination.ifExists() != IfExists.REPLACE) {
			this.heldKeys.begun(identity, begun.key());
			return TakenKey.FREE;
		}
		TakenKey key = this.heldKeys.take(begun);
		return (key.other() == null || identity.isStillThere()) ? key : TakenKey.FREE;
	}

	/**
	 * Whether a file that another process sends to the same place keeps the key from this
	 * one, as a file that this process sends would.
	 */
	public boolean isKeyOf(Path other, Candidate late) {
		UploadIdentity identity = late.identity();
		Destination destination = definition(identity).destination();
		return !late.isToBeAborted() && destination.address().identity().equals(identity.destination())
				&& destination.ifExists() == IfExists.REPLACE && identity.isStillThere()
				&& HeldKeys.isOther(other, identity.file());
	}

	/**
	 * Notes that an attempt is about to begin, or to go on.
	 * @param key that it has taken
	 * @return what is proved from now on comes later than this at least, whatever the
	 * clock says: it may have been ahead when the file was last delivered
	 */
	public Instant begun(UploadIdentity identity, TakenKey key) {
		this.met.begun(identity);
		return this.delivered.unsettle(identity)
			.map((last) -> last.plusMillis(1))
			.filter((next) -> next.isAfter(key.earliest()))
			.orElse(key.earliest());
	}

	/**
	 * Notes that an instance has delivered the file.
	 * @param earliest it counts as delivered then where its proof is older
	 */
	public void delivered(UploadIdentity identity, long instance, UploadContext context, Instant earliest) {
		String key = context.key().orElseThrow();
		Instant proved = context.receipt().orElseThrow().delivered();
		this.delivered.delivered(identity, instance, key, proved.isBefore(earliest) ? earliest : proved);
		ended(identity, key);
	}

	/** Notes that nothing more is done for an upload. */
	public void ended(UploadIdentity identity, String key) {
		this.heldKeys.free(identity, key);
	}

	/** Notes a delivery that was not noted because of a kill; a later one stands. */
	public void remember(Attempt attempt, UploadIdentity identity) {
		long instance = attempt.upload();
		if (this.delivered.misses(identity, instance, attempt.proved())) {
			attempt.context().ifPresent((context) -> delivered(identity, instance, context, Instant.EPOCH));
		}
	}

}
