package dev.longhaul.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.longhaul.job.BatchTables;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadJob;
import dev.longhaul.job.UploadParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the tables of Spring Batch know of attempts at uploads.
 */
public record UploadAttempts(JobRepository repository, JdbcClient jdbc) {

	private static final String UNFINISHED = "select e.JOB_INSTANCE_ID from BATCH_JOB_EXECUTION e where "
			+ BatchTables.UNFINISHED + " order by e.JOB_INSTANCE_ID";

	/** Asked for each file that is to be taken away: it begins at the file's name. */
	private static final String UNFINISHED_BESIDE = """
			select e.JOB_EXECUTION_ID from BATCH_JOB_EXECUTION_PARAMS f
			join BATCH_JOB_EXECUTION e on e.JOB_EXECUTION_ID = f.JOB_EXECUTION_ID
			join BATCH_JOB_EXECUTION_PARAMS d on d.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where f.PARAMETER_NAME = '%s' and f.PARAMETER_VALUE = ? and d.PARAMETER_NAME = '%s' and d.PARAMETER_VALUE <> ?
			and e.STATUS not in ('COMPLETED', 'ABANDONED') and %s"""
		.formatted(UploadParameters.FILE, UploadParameters.DEFINITION, BatchTables.LAST);

	/** Asked for each file that is to be sent: it begins at the keys. */
	private static final String PROVED_AT = """
			select e.JOB_INSTANCE_ID, k.PARAMETER_VALUE from BATCH_JOB_EXECUTION_PARAMS k
			join BATCH_JOB_EXECUTION e on e.JOB_EXECUTION_ID = k.JOB_EXECUTION_ID
			join BATCH_JOB_EXECUTION_CONTEXT c on c.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID
			where k.PARAMETER_NAME = '%s' and k.PARAMETER_VALUE in (:keys)
			and e.STATUS not in ('COMPLETED', 'ABANDONED') and %s and %s""".formatted(UploadParameters.KEY,
			BatchTables.PROVED, BatchTables.LAST);

	/**
	 * What {@code --file} named, and no later execution is of the same file by the same
	 * definition. To HSQLDB a text with blanks at its end is the same without them; and
	 * by the index of values, which coalesce has no use for, it would read all that the
	 * definition ever sent.
	 */
	private static final String NAMED_LAST_THAT = """
			select e.JOB_EXECUTION_ID from BATCH_JOB_EXECUTION e
			join BATCH_JOB_EXECUTION_PARAMS n on n.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID and n.PARAMETER_NAME = '%1$s'
			join BATCH_JOB_EXECUTION_PARAMS f on f.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID and f.PARAMETER_NAME = '%2$s'
			join BATCH_JOB_EXECUTION_PARAMS d on d.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID and d.PARAMETER_NAME = '%3$s'
			where not exists (select 1 from BATCH_JOB_EXECUTION_PARAMS file
				join BATCH_JOB_EXECUTION_PARAMS later on later.JOB_EXECUTION_ID = file.JOB_EXECUTION_ID
				where file.PARAMETER_NAME = '%2$s' and file.PARAMETER_VALUE = f.PARAMETER_VALUE
				and char_length(file.PARAMETER_VALUE) = char_length(f.PARAMETER_VALUE)
				and later.PARAMETER_NAME = '%3$s' and coalesce(later.PARAMETER_VALUE, '') = d.PARAMETER_VALUE
				and file.JOB_EXECUTION_ID > e.JOB_EXECUTION_ID)
			and\s""".formatted(UploadParameters.NAMED, UploadParameters.FILE, UploadParameters.DEFINITION);

	/**
	 * By one statement: asked for one after the other, what is given up in between is
	 * neither. An alternative within a statement would have no use for the index of
	 * status. Where a kill or a full disk came after an abort it is not recorded as given
	 * up.
	 */
	private static final String NAMED_LAST = NAMED_LAST_THAT + "e.STATUS = 'ABANDONED' union all " + NAMED_LAST_THAT
			+ BatchTables.UNFINISHED + " order by JOB_EXECUTION_ID";

	/** The newest attempt at this upload. */
	public Optional<Attempt> last(UploadIdentity identity) {
		JobInstance last = null;
		int number = 0;
		for (JobInstance next = instance(identity, 1); next != null; next = instance(identity, number + 1)) {
			last = next;
			number++;
		}
		return (last != null) ? Optional.of(new Attempt(number, last, lastExecution(last))) : Optional.empty();
	}

	/**
	 * The number of the first attempt at this upload.
	 * @param otherwise where it was pruned
	 */
	long first(UploadIdentity identity, long otherwise) {
		JobInstance first = instance(identity, 1);
		return (first != null) ? first.getInstanceId() : otherwise;
	}

	private @Nullable JobInstance instance(UploadIdentity identity, int attempt) {
		return this.repository.getJobInstance(UploadJob.NAME, UploadParameters.sending(identity, attempt, ""));
	}

	/** All uploads that are neither delivered nor given up. */
	public List<UnfinishedUpload> unfinished() {
		return this.jdbc.sql(UNFINISHED)
			.query(Long.class)
			.list()
			.stream()
			.map(this.repository::getJobInstance)
			.flatMap((instance) -> Optional.ofNullable((instance != null) ? lastExecution(instance) : null).stream())
			.filter((execution) -> !new UploadContext(execution.getExecutionContext()).isAborted())
			.map(UnfinishedUpload::of)
			.toList();
	}

	/**
	 * Of each file that {@code --file} named, and that is not delivered since, the last
	 * upload. A run may have ended between the abort of one and the start of the next.
	 */
	public List<NamedUpload> named() {
		return this.jdbc.sql(NAMED_LAST)
			.query(Long.class)
			.list()
			.stream()
			.flatMap((number) -> Optional.ofNullable(this.repository.getJobExecution(number)).stream())
			.filter(NamedUpload::isToBeSent)
			.map(NamedUpload::of)
			.toList();
	}

	/**
	 * Unfinished uploads of the same version of a file by other definitions, also those
	 * that another process with this repository has begun.
	 */
	public List<UploadIdentity> unfinishedBeside(UploadIdentity upload) {
		return this.jdbc.sql(UNFINISHED_BESIDE)
			.params(upload.path(), upload.definition())
			.query(Long.class)
			.list()
			.stream()
			.flatMap((number) -> Optional.ofNullable(this.repository.getJobExecution(number)).stream())
			.filter((execution) -> !new UploadContext(execution.getExecutionContext()).isAborted())
			.map((execution) -> UploadParameters.of(execution).identity())
			.filter(upload::isOfSameFile)
			.toList();
	}

	/** The numbers of all attempts at a file, the newest first. */
	public Stream<Long> of(String file) {
		return BatchTables.uploadsOf(this.jdbc, file).stream();
	}

	/** All attempts whose object was to get this key in this bucket. */
	public List<Attempt> at(String destination, String key) {
		return BatchTables.uploadsTo(this.jdbc, key)
			.stream()
			.flatMap((number) -> attempt(number).stream())
			.filter((attempt) -> attempt.isTo(destination))
			.toList();
	}

	/**
	 * Those whose object has one of these keys, and whose file is still to be taken away.
	 */
	List<Attempt> provedAt(String destination, List<String> keys) {
		Set<String> wanted = Set.copyOf(keys);
		return this.jdbc.sql(PROVED_AT)
			.param("keys", keys)
			.query((row, number) -> Map.entry(row.getLong("JOB_INSTANCE_ID"), row.getString("PARAMETER_VALUE")))
			.list()
			.stream()
			// to HSQLDB a text with blanks at its end is the same without them
			.filter((found) -> wanted.contains(found.getValue()))
			.flatMap((found) -> attempt(found.getKey()).stream())
			.filter((attempt) -> attempt.isTo(destination) && !attempt.isOver())
			.toList();
	}

	/** Whether an unfinished upload was to be aborted and was not. */
	public static boolean isToBeAborted(JobExecution unfinished) {
		return UploadParameters.of(unfinished).abortReason().isPresent() || unfinished.getStepExecutions()
			.stream()
			.anyMatch((step) -> step.getStepName().equals(UploadJob.ABORT));
	}

	/** When the delivery of this upload was proved. */
	Instant proved(long upload) {
		return attempt(upload).map(Attempt::proved).orElse(Instant.EPOCH);
	}

	Optional<Standing> standing(long upload) {
		return attempt(upload).map(Attempt::standing);
	}

	/** The attempt that has this number among all uploads. */
	public Optional<Attempt> attempt(long upload) {
		return Optional.ofNullable(this.repository.getJobInstance(upload)).map((instance) -> {
			JobExecution last = lastExecution(instance);
			return new Attempt((last != null) ? UploadParameters.of(last).attempt() : 0, instance, last);
		});
	}

	private @Nullable JobExecution lastExecution(JobInstance instance) {
		return this.repository.getLastJobExecution(instance);
	}

}
