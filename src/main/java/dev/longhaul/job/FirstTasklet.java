package dev.longhaul.job;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * The first step: plans, and brings a file that fits one PutObject to its end at once.
 * Each further step would cost nine commits more, which is most of what a small file
 * costs.
 */
record FirstTasklet(CurrentUploads uploads, UploadPlanning plan, PutTasklet put, ProveTasklet prove,
		AfterwardsTasklet afterwards) implements Tasklet {

	/** Exit code: proved, and nothing is to be done afterwards. */
	static final String ENDED = "ENDED";

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		boolean intentIsCommitted = contribution.getStepExecution().getCommitCount() > 0;
		Planned planned = intentIsCommitted ? Planned.ONE_PUT : this.plan.plan(contribution);
		planned.tell(contribution);
		return (planned == Planned.ONE_PUT) ? carry(contribution, chunk) : RepeatStatus.FINISHED;
	}

	private RepeatStatus carry(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		if (this.put.execute(contribution, chunk).isContinuable()) {
			return RepeatStatus.CONTINUABLE;
		}
		this.prove.execute(contribution, chunk);
		// the receipt is committed before the file is touched
		boolean keeps = this.uploads.of(contribution.getStepExecution()).definition().onSuccess().keeps();
		boolean ended = keeps && !this.afterwards.execute(contribution, chunk).isContinuable();
		contribution.setExitStatus(new ExitStatus(ended ? ENDED : Planned.PROVED.name()));
		return RepeatStatus.FINISHED;
	}

}
