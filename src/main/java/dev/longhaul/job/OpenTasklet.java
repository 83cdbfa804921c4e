package dev.longhaul.job;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Begins the multipart upload, or takes it up again.
 */
record OpenTasklet(UploadBeginning beginning, UploadResumption resumption, CurrentUploads uploads,
		ContextStore contexts, StopSwitch stop) implements Tasklet {

	/** Exit code: the object is already there, the answer to Complete was lost. */
	static final String DONE = "DONE";

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) throws JobInterruptedException {
		return this.stop.unlessStopped(() -> open(contribution));
	}

	private RepeatStatus open(StepContribution contribution) {
		CurrentUpload upload = this.uploads.of(contribution.getStepExecution());
		long commits = contribution.getStepExecution().getCommitCount();
		if (upload.context().creation().upload().isPresent()) {
			this.beginning.abortTwin(upload);
			if (commits > 1) {
				// begun just now: there is nothing to compare
				this.contexts.save(contribution);
				return RepeatStatus.FINISHED;
			}
			boolean goesOn = this.resumption.resume(upload, contribution);
			contribution.setExitStatus(goesOn ? ExitStatus.COMPLETED : new ExitStatus(DONE));
			return RepeatStatus.FINISHED;
		}
		if (commits == 0) {
			this.beginning.intend(upload, contribution);
			return RepeatStatus.CONTINUABLE;
		}
		return RepeatStatus.continueIf(this.beginning.create(upload, contribution));
	}

}
