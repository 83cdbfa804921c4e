package dev.longhaul.job;

import dev.longhaul.upload.TransferMonitor;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Lets those who watch see the upload while its job runs.
 */
record TransferListener(TransferMonitor monitor) implements JobExecutionListener {

	@Override
	public void beforeJob(JobExecution execution) {
		this.monitor.begin(execution.getId(), UploadParameters.of(execution).identity());
	}

	@Override
	public void afterJob(JobExecution execution) {
		this.monitor.end(execution.getId());
	}

}
