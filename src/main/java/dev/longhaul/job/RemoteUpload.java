package dev.longhaul.job;

import java.nio.file.Path;

import dev.longhaul.source.SourceException;

import org.springframework.batch.core.job.JobExecution;

/**
 * An upload whose ranges other machines send, for the one that planned it and waits.
 */
public final class RemoteUpload {

	private final JobExecution execution;

	private final CurrentUpload upload;

	private long known;

	RemoteUpload(JobExecution execution, CurrentUpload upload) {
		this.execution = execution;
		this.upload = upload;
	}

	/** Its number. */
	public long number() {
		return this.execution.getJobInstanceId();
	}

	public Path file() {
		return this.upload.identity().file();
	}

	/** By what a worker tells whether its definition is the same. */
	public String destination() {
		return this.upload.definition().destination().fingerprint();
	}

	/**
	 * Looks whether the file is still the one that was planned.
	 * @throws SourceException if it is not
	 */
	public void requireUnchanged() {
		this.upload.file().requireUnchanged();
	}

	/** Whether it is to be aborted: nobody waits for its ranges any more. */
	public boolean withdrawn() {
		return this.upload.transfer().withdrawn();
	}

	/**
	 * Tells those who watch how many parts have arrived in this run. The last part is
	 * mostly a shorter one.
	 */
	public void arrived(long parts) {
		long bytes = Math.min(parts * this.upload.plan().partSize(), this.upload.identity().size());
		if (bytes > this.known) {
			this.upload.transfer().sent(bytes - this.known);
			this.known = bytes;
		}
	}

}
