package dev.longhaul.launch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadJob;
import dev.longhaul.launch.HistoryPruner.Pruned;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the repository knows of uploads that were begun before.
 */
public final class UploadHistory {

	/** Only the last execution of an instance tells how it stands. */
	private static final String UNFINISHED = """
			select e.JOB_INSTANCE_ID from BATCH_JOB_EXECUTION e
			where e.STATUS not in ('COMPLETED', 'ABANDONED')
			and not exists (select 1 from BATCH_JOB_EXECUTION later
				where later.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID and later.JOB_EXECUTION_ID > e.JOB_EXECUTION_ID)
			order by e.JOB_INSTANCE_ID""";

	private static final String OF_KEY = """
			select distinct e.JOB_INSTANCE_ID from BATCH_JOB_EXECUTION e
			join BATCH_JOB_EXECUTION_PARAMS p on p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where p.PARAMETER_NAME = 'key' and p.PARAMETER_VALUE = ?""";

	private final JobRepository repository;

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	private final Runnable compaction;

	private final DeliveredFiles delivered;

	private final HeldKeys heldKeys;

	/**
	 * A history.
	 * @param compaction gives back the room of what was deleted
	 */
	public UploadHistory(JobRepository repository, JdbcClient jdbc, TransactionOperations transactions,
			Runnable compaction) {
		this.repository = repository;
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.compaction = compaction;
		this.delivered = new DeliveredFiles(jdbc, transactions);
		this.heldKeys = new HeldKeys(this.delivered);
	}

	/**
	 * Shortens it.
	 * @param before uploads that ended earlier go
	 * @param dryRun only count
	 */
	public Pruned prune(Instant before, boolean dryRun) {
		return new HistoryPruner(this.jdbc, this.transactions, this.delivered, this::proved, this.compaction)
			.prune(before, dryRun);
	}

	/** The newest attempt at this upload. */
	Optional<Attempt> lastAttempt(UploadIdentity identity) {
		Attempt last = null;
		for (int number = 1;; number++) {
			JobInstance instance = this.repository.getJobInstance(UploadJob.NAME, identity.parameters(number, ""));
			if (instance == null) {
				return Optional.ofNullable(last);
			}
			last = new Attempt(number, instance, this.repository.getLastJobExecution(instance));
		}
	}

	/** The last executions of all uploads that are neither delivered nor given up. */
	List<JobExecution> unfinished() {
		return this.jdbc.sql(UNFINISHED)
			.query(Long.class)
			.list()
			.stream()
			.map(this.repository::getJobInstance)
			.flatMap((instance) -> Optional.ofNullable((instance != null) ? lastExecution(instance) : null).stream())
			.filter((execution) -> !new UploadContext(execution.getExecutionContext()).isAborted())
			.toList();
	}

	/** All attempts whose object was to get this key in this bucket. */
	List<Attempt> attemptsAt(String destination, String key) {
		return this.jdbc.sql(OF_KEY)
			.param(key)
			.query(Long.class)
			.list()
			.stream()
			.flatMap((number) -> Optional.ofNullable(this.repository.getJobInstance(number)).stream())
			.map((instance) -> new Attempt(0, instance, lastExecution(instance)))
			.filter((attempt) -> attempt.isTo(destination))
			.toList();
	}

	/** The key that was recorded for the object, or that is meant for it. */
	static String key(JobExecution execution) {
		return new UploadContext(execution.getExecutionContext()).key()
			.orElseGet(() -> UploadIdentity.key(execution.getJobParameters()));
	}

	/** Whether an unfinished upload was to be aborted and was not. */
	static boolean isEnding(JobExecution unfinished) {
		return UploadIdentity.end(unfinished.getJobParameters()).isPresent() || unfinished.getStepExecutions()
			.stream()
			.anyMatch((step) -> step.getStepName().equals(UploadJob.ABORT));
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

	/** The candidates, each with its delivery if it was delivered. */
	List<Candidate> withDeliveries(List<Candidate> candidates) {
		Map<UploadIdentity, EarlierDelivery> known = this.delivered
			.among(candidates.stream().map(Candidate::identity).toList());
		return candidates.stream().map((candidate) -> candidate.delivered(known.get(candidate.identity()))).toList();
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
		this.heldKeys.delivered(identity, key);
	}

	/** Notes a delivery that was not noted because of a kill; a later one stands. */
	void remember(Attempt attempt, UploadIdentity identity) {
		long instance = attempt.instance().getInstanceId();
		if (this.delivered.misses(identity, instance, attempt.proved())) {
			attempt.context().ifPresent((context) -> delivered(identity, instance, context, Instant.EPOCH));
		}
	}

	/** When the delivery of this upload was proved. */
	private Instant proved(long upload) {
		JobInstance instance = this.repository.getJobInstance(upload);
		return (instance != null) ? new Attempt(0, instance, lastExecution(instance)).proved() : Instant.EPOCH;
	}

	private @Nullable JobExecution lastExecution(JobInstance instance) {
		return this.repository.getLastJobExecution(instance);
	}

	/**
	 * A job instance and how it stands.
	 *
	 * @param number from 1
	 * @param last null if a kill came between instance and execution
	 */
	record Attempt(int number, JobInstance instance, @Nullable JobExecution last) {

		Optional<UploadContext> context() {
			return Optional.ofNullable(this.last)
				.map((execution) -> new UploadContext(execution.getExecutionContext()));
		}

		/** When its delivery was proved; not at all where it was not. */
		Instant proved() {
			return context().flatMap(UploadContext::receipt).map(Receipt::delivered).orElse(Instant.EPOCH);
		}

		boolean isProved() {
			return context().flatMap(UploadContext::receipt).isPresent();
		}

		/** The object's key, fixed at the first try. */
		Optional<String> key() {
			return context().flatMap(UploadContext::key);
		}

		boolean isTo(String destination) {
			return this.last != null
					&& UploadIdentity.of(this.last.getJobParameters()).destination().equals(destination);
		}

		boolean isDelivered() {
			return this.last != null && this.last.getStatus() == BatchStatus.COMPLETED;
		}

		/** Whether the store holds an object that is not what was sent. */
		boolean isUnproven() {
			return context().filter(UploadContext::isUnproven).isPresent();
		}

		/** Ended, but killed before that was noted for good. */
		boolean isToBeClosed() {
			return isOver() && this.last != null && this.last.getStatus() != BatchStatus.ABANDONED;
		}

		boolean isOver() {
			return this.last != null && (this.last.getStatus() == BatchStatus.ABANDONED
					|| context().filter(UploadContext::isAborted).isPresent());
		}

	}

}
