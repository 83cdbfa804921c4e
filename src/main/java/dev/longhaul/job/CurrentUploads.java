package dev.longhaul.job;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.upload.TransferMonitor;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/**
 * Puts together what a step needs, from the job's parameters and context.
 */
public final class CurrentUploads {

	private final DefinitionsInUse definitions;

	private final ObjectStores stores;

	private final TransferMonitor monitor;

	private final Bandwidths bandwidths;

	public CurrentUploads(DefinitionsInUse definitions, ObjectStores stores, TransferMonitor monitor,
			Bandwidths bandwidths) {
		this.definitions = definitions;
		this.stores = stores;
		this.monitor = monitor;
		this.bandwidths = bandwidths;
	}

	CurrentUpload of(StepExecution step) {
		return of(step.getJobExecution());
	}

	CurrentUpload of(JobExecution execution) {
		UploadIdentity identity = UploadIdentity.of(execution.getJobParameters());
		JobDefinition definition = this.definitions.get(identity.definition());
		// an upload that was begun elsewhere is still to be ended there
		StoreAddress begun = definition.destination().address().withIdentity(identity.destination());
		return new CurrentUpload(identity, definition, new UploadContext(execution.getExecutionContext()),
				this.stores.at(begun), this.monitor.of(execution.getId()), this.bandwidths.of(definition));
	}

}
