package dev.longhaul.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The job repository, without the commits that bring nothing new: each is an fsync, and
 * around the one in which a small file is sent Spring Batch makes nine more.
 * <ul>
 * <li>Job and first step begin with that step's first commit: a kill before it leaves
 * nothing to be taken up.
 * <li>Job and first step end in one commit, which is not repeated after the listeners.
 * <li>A range that begins is written, for where that fails no part is sent; its end is
 * written once.
 * <li>The context of a range is written when it has changed.
 * <li>Reads, failures and all other steps are as ever.
 * </ul>
 */
public final class SparingRepository implements MethodInterceptor {

	private final TransactionOperations transactions;

	/** Executions whose end is written; Spring Batch will ask for it once more. */
	private final Set<Long> written = ConcurrentHashMap.newKeySet();

	/** The same of ranges. */
	private final Set<Long> writtenRanges = ConcurrentHashMap.newKeySet();

	private SparingRepository(TransactionOperations transactions) {
		this.transactions = transactions;
	}

	/** Puts itself before a repository. */
	public static JobRepository before(JobRepository repository, TransactionOperations transactions) {
		ProxyFactory proxy = new ProxyFactory(JobRepository.class, new SparingRepository(transactions));
		proxy.setTarget(repository);
		return (JobRepository) proxy.getProxy();
	}

	@Override
	public @Nullable Object invoke(MethodInvocation call) throws Throwable {
		Object[] what = call.getArguments();
		JobRepository repository = (JobRepository) call.getThis();
		if (repository == null || what.length != 1) {
			return call.proceed();
		}
		boolean done = switch (call.getMethod().getName()) {
			case "update" -> (what[0] instanceof StepExecution step) ? step(repository, step)
					: (what[0] instanceof JobExecution job && job(repository, job));
			case "updateExecutionContext" -> (what[0] instanceof StepExecution step) ? isKnown(step)
					: (what[0] instanceof JobExecution job && isKnown(job));
			default -> false;
		};
		return done ? null : call.proceed(); // null, as these methods do
	}

	/** Whether nothing is left to be written of it. */
	private boolean step(JobRepository repository, StepExecution step) {
		if (RangeCheckpoints.isRange(step)) {
			return isCompleted(step) && endsAgain(step);
		}
		if (!isFirst(step)) {
			return false;
		}
		if (begins(step, 1)) {
			repository.update(step.getJobExecution());
		}
		return begins(step, 0) || endsJob(step);
	}

	private boolean job(JobRepository repository, JobExecution job) {
		if (job.getStatus() == BatchStatus.STARTED) {
			return job.getStepExecutions().isEmpty();
		}
		if (job.getStatus() != BatchStatus.COMPLETED || job.getEndTime() == null) {
			return false;
		}
		if (!this.written.remove(job.getId())) {
			this.transactions.executeWithoutResult((transaction) -> {
				job.getStepExecutions().stream().filter(SparingRepository::endsJob).forEach(repository::update);
				repository.update(job);
			});
			this.written.add(job.getId());
		}
		return true;
	}

	/** Whether its end was written before. Spring Batch comes with it twice, no more. */
	private boolean endsAgain(StepExecution range) {
		boolean again = this.writtenRanges.remove(range.getId());
		if (!again) {
			this.writtenRanges.add(range.getId());
		}
		return again;
	}

	/**
	 * A context is written before its commit is counted, so a range's first commit is
	 * told from its beginning by the count of parts.
	 */
	private static boolean isKnown(StepExecution step) {
		boolean begins = begins(step, 0) && step.getWriteCount() == 0;
		return (isFirst(step) || RangeCheckpoints.isRange(step))
				&& (begins || (isCompleted(step) && !step.getExecutionContext().isDirty()));
	}

	/**
	 * A step that failed may have taken its commit back after the context was written.
	 * Removing an entry does not make a context dirty, so whoever removes one saves it.
	 */
	private static boolean isKnown(JobExecution job) {
		return !job.getExecutionContext().isDirty()
				&& job.getStepExecutions().stream().allMatch(SparingRepository::isCompleted);
	}

	private static boolean isFirst(StepExecution step) {
		return step.getStepName().equals(UploadJob.PLAN);
	}

	private static boolean begins(StepExecution step, long commits) {
		return step.getStatus() == BatchStatus.STARTED && step.getCommitCount() == commits;
	}

	private static boolean endsJob(StepExecution step) {
		return isFirst(step) && isCompleted(step) && step.getExitStatus().getExitCode().equals(FirstTasklet.ENDED);
	}

	private static boolean isCompleted(StepExecution step) {
		return step.getStatus() == BatchStatus.COMPLETED;
	}

}
