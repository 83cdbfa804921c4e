package dev.longhaul.job;

import java.nio.file.Path;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.part.PartRange;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;

/**
 * A range that a worker is asked to send: whether it still has to be sent, and whether
 * the worker sees the file that it is part of.
 */
public record RangeOffer(StepExecution step) {

	/**
	 * Whether somebody waits for it. What an earlier run asked for is over: its execution
	 * was closed before the next one began.
	 */
	public boolean isOpen() {
		BatchStatus run = this.step.getJobExecution().getStatus();
		return (run == BatchStatus.STARTED || run == BatchStatus.STARTING) && !isOver(this.step.getStatus());
	}

	/** Whether no worker may take a range any more. */
	public static boolean isOver(BatchStatus range) {
		return range == BatchStatus.COMPLETED || range == BatchStatus.FAILED || range == BatchStatus.ABANDONED;
	}

	/** Number of the upload. */
	public long upload() {
		return this.step.getJobExecution().getJobInstanceId();
	}

	/** Number of the execution of the upload. */
	public long execution() {
		return this.step.getJobExecutionId();
	}

	public UploadIdentity identity() {
		return UploadParameters.of(this.step.getJobExecution()).identity();
	}

	public Path file() {
		return identity().file();
	}

	public PartRange range() {
		return new RangeContext(this.step.getExecutionContext()).range();
	}

	/**
	 * Looks at the file with this machine's eyes, and has the range sent from what is
	 * seen. Another machine's mount has another device number.
	 * @throws SourceException if it is not the file of the upload
	 */
	public void see() {
		UploadContext context = new UploadContext(this.step.getJobExecution().getExecutionContext());
		SourceFile planned = identity().snapshot(context.source().fileKey());
		context.source().fileKey(planned.seenHere().fileKey());
	}

	/** Whether the worker's definition sends to where the upload goes. */
	public boolean goesWhere(JobDefinition definition) {
		return identity().goesTo(definition.destination());
	}

	/** Notes that nobody works on it now: it was given back. */
	public static void giveBack(StepExecution step) {
		step.setStatus(BatchStatus.STARTING);
	}

}
