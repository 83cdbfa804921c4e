package dev.longhaul.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.longhaul.history.EndedUploads.EndedUpload;
import dev.longhaul.job.BatchTables;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Shortens the history, page by page. Of a delivered file its line in the table of
 * deliveries stays: it must not be sent once more because its history was shortened.
 */
public final class HistoryPruner {

	/**
	 * The index is of both columns: asked for the key alone, HSQLDB reads the instances
	 * of the whole history.
	 */
	private static final String EXISTING = """
			select JOB_KEY from BATCH_JOB_INSTANCE where (JOB_NAME, JOB_KEY) in (:instances)""";

	private static final String EXECUTIONS = """
			(select JOB_EXECUTION_ID from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID in (:uploads))""";

	/** In the order of the foreign keys; the last has none. */
	private static final List<String> DELETIONS = List.of(
			"delete from BATCH_STEP_EXECUTION_CONTEXT where STEP_EXECUTION_ID in (select STEP_EXECUTION_ID "
					+ "from BATCH_STEP_EXECUTION where JOB_EXECUTION_ID in " + EXECUTIONS + ")",
			"delete from BATCH_STEP_EXECUTION where JOB_EXECUTION_ID in " + EXECUTIONS,
			"delete from BATCH_JOB_EXECUTION_CONTEXT where JOB_EXECUTION_ID in " + EXECUTIONS,
			"delete from BATCH_JOB_EXECUTION_PARAMS where JOB_EXECUTION_ID in " + EXECUTIONS,
			"delete from BATCH_JOB_EXECUTION where JOB_INSTANCE_ID in (:uploads)",
			"delete from BATCH_JOB_INSTANCE where JOB_INSTANCE_ID in (:uploads)",
			"delete from EARLIER_OBJECT where JOB_INSTANCE_ID in (:uploads)");

	private static final String LAST_RUNS = "delete from LAST_RUN where ENDED < ?";

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	private final EndedUploads ended;

	private final UploadHistory history;

	private final Runnable compaction;

	/**
	 * A pruner.
	 * @param compaction gives back the room of what was deleted
	 */
	public HistoryPruner(JdbcClient jdbc, TransactionOperations transactions, UploadHistory history,
			Runnable compaction) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.ended = new EndedUploads(jdbc);
		this.history = history;
		this.compaction = compaction;
	}

	/**
	 * Prunes the uploads that ended before then, delivered or aborted. All attempts at
	 * one version of a file go together or stay together: the next attempt is found by
	 * the last one.
	 * @param dryRun only count
	 * @param stopping asked between two transactions, some hundred uploads each
	 */
	public Pruned prune(Instant before, boolean dryRun, BooleanSupplier stopping) {
		int all = this.jdbc.sql("select count(*) from BATCH_JOB_INSTANCE").query(Integer.class).single();
		int pruned = 0;
		Map<UploadIdentity, List<EndedUpload>> ofSeveral = new LinkedHashMap<>();
		List<EndedUpload> page = this.ended.after(0, before);
		while (!page.isEmpty() && !stopping.getAsBoolean()) {
			pruned += prune(withoutSiblings(page, ofSeveral), dryRun);
			page = this.ended.after(last(page), before);
		}
		for (Map.Entry<UploadIdentity, List<EndedUpload>> attempts : ofSeveral.entrySet()) {
			if (!stopping.getAsBoolean() && attempts.getValue().size() == attemptsAt(attempts.getKey())) {
				pruned += prune(attempts.getValue(), dryRun);
			}
		}
		if (!dryRun) {
			// the way to be rid of that of a definition which is gone
			this.jdbc.sql(LAST_RUNS).param(BatchTables.local(before)).update();
		}
		return new Pruned(pruned, all - pruned, before, stopping.getAsBoolean());
	}

	/** Gives back the room of all that was ever deleted. */
	public void compact() {
		this.compaction.run();
	}

	private static long last(List<EndedUpload> page) {
		return page.get(page.size() - 1).number();
	}

	/** Puts aside the ones whose file was attempted more than once. */
	private List<EndedUpload> withoutSiblings(List<EndedUpload> page, Map<UploadIdentity, List<EndedUpload>> aside) {
		Collection<String> existing = existing(page.stream().map(EndedUpload::next).toList());
		List<EndedUpload> alone = new ArrayList<>();
		for (EndedUpload upload : page) {
			if (upload.attempt() == 1 && !existing.contains(upload.next())) {
				alone.add(upload);
			}
			else {
				aside.computeIfAbsent(upload.identity(), (identity) -> new ArrayList<>()).add(upload);
			}
		}
		return alone;
	}

	private int attemptsAt(UploadIdentity identity) {
		int attempts = 0;
		while (!existing(List.of(identity.instanceKey(attempts + 1))).isEmpty()) {
			attempts++;
		}
		return attempts;
	}

	private Collection<String> existing(List<String> keys) {
		List<Object[]> instances = keys.stream().map((key) -> new Object[] { UploadJob.NAME, key }).toList();
		return this.jdbc.sql(EXISTING).param("instances", instances).query(String.class).set();
	}

	private int prune(List<EndedUpload> uploads, boolean dryRun) {
		if (dryRun || uploads.isEmpty()) {
			return uploads.size();
		}
		Map<EndedUpload, Instant> notNoted = notNoted(uploads);
		return this.transactions.execute((status) -> {
			Set<Long> over = withoutBegunAnew(uploads).map(EndedUpload::number).collect(Collectors.toSet());
			notNoted.forEach((upload, at) -> {
				if (over.contains(upload.number())) {
					note(upload, at);
				}
			});
			if (!over.isEmpty()) {
				DELETIONS.forEach((deletion) -> this.jdbc.sql(deletion).param("uploads", over).update());
			}
			if (withoutBegunAnew(uploads).count() < over.size()) {
				status.setRollbackOnly(); // one has begun meanwhile: another time
				return 0;
			}
			return over.size();
		});
	}

	/**
	 * Leaves out whose next attempt has begun since they were found: without the earlier
	 * ones nobody would find it.
	 */
	private Stream<EndedUpload> withoutBegunAnew(List<EndedUpload> uploads) {
		Set<String> begun = new HashSet<>(existing(uploads.stream().map(EndedUpload::next).toList()));
		// a first attempt is the next one of none
		uploads.stream().filter((upload) -> upload.attempt() > 1).map(EndedUpload::instance).forEach(begun::remove);
		Set<UploadIdentity> anew = uploads.stream()
			.filter((upload) -> begun.contains(upload.next()))
			.map(EndedUpload::identity)
			.collect(Collectors.toSet());
		return uploads.stream().filter((upload) -> !anew.contains(upload.identity()));
	}

	/**
	 * Deliveries from before there was the table, or whose note a kill prevented, and
	 * when they were proved. That is read in transactions of its own: within the one that
	 * deletes, a checkpoint of HSQLDB that began between would wait for it, and the
	 * reading for the checkpoint.
	 */
	private Map<EndedUpload, Instant> notNoted(List<EndedUpload> uploads) {
		Map<EndedUpload, Instant> notNoted = new LinkedHashMap<>();
		for (EndedUpload upload : uploads) {
			if (upload.isDelivered() && isNotNoted(upload)) {
				notNoted.put(upload, this.history.attempts().proved(upload.number()));
			}
		}
		return notNoted;
	}

	/** Of several deliveries of one file the last one noted stays. */
	private void note(EndedUpload upload, Instant proved) {
		if (isNotNoted(upload)) {
			this.history.deliveries().delivered(upload.identity(), upload.number(), upload.key(), proved);
		}
	}

	private boolean isNotNoted(EndedUpload upload) {
		// proved before it ended
		return this.history.deliveries().misses(upload.identity(), upload.number(), upload.ended());
	}

	/**
	 * What was done.
	 *
	 * @param uploads that went
	 * @param left that stay
	 * @param stopped whether more of them may have been to go
	 */
	public record Pruned(int uploads, int left, Instant before, boolean stopped) {

	}

}
