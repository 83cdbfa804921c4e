package dev.longhaul.launch;

import java.util.List;
import java.util.Optional;

import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadJob;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;

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

	private final JobRepository repository;

	private final JdbcClient jdbc;

	public UploadHistory(JobRepository repository, JdbcClient jdbc) {
		this.repository = repository;
		this.jdbc = jdbc;
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
			.toList();
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

		boolean isDelivered() {
			return this.last != null && this.last.getStatus() == BatchStatus.COMPLETED;
		}

		boolean isOver() {
			return this.last != null && (this.last.getStatus() == BatchStatus.ABANDONED
					|| new UploadContext(this.last.getExecutionContext()).isAborted());
		}

	}

}
