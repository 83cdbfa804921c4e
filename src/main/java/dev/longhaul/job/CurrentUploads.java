package dev.longhaul.job;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.TransferMonitor;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/**
 * Puts together what a step needs, from the job's parameters and context.
 */
public final class CurrentUploads {

	private final DefinitionsInUse definitions;

	private final ObjectStores stores;

	private final StoreKnowledge knowledge;

	private final TransferMonitor monitor;

	private final Allowances allowances;

	private final Runnable requireClaims;

	/**
	 * Those of this process.
	 * @param requireClaims throws if another process may have taken them over
	 */
	public CurrentUploads(DefinitionsInUse definitions, ObjectStores stores, StoreKnowledge knowledge,
			TransferMonitor monitor, Allowances allowances, Runnable requireClaims) {
		this.requireClaims = requireClaims;
		this.definitions = definitions;
		this.stores = stores;
		this.knowledge = knowledge;
		this.monitor = monitor;
		this.allowances = allowances;
	}

	/** The upload of a step whose ranges are sent by others. */
	public RemoteUpload remote(StepExecution parts) {
		return new RemoteUpload(parts.getJobExecution(), of(parts));
	}

	CurrentUpload of(StepExecution step) {
		return of(step.getJobExecution());
	}

	CurrentUpload of(JobExecution execution) {
		UploadParameters parameters = UploadParameters.of(execution);
		UploadIdentity identity = parameters.identity();
		JobDefinition definition = this.definitions.get(identity.definition());
		UploadContext context = new UploadContext(execution.getExecutionContext());
		// an upload that was begun elsewhere is still to be ended there
		ObjectStore begun = context.creation()
			.bearings()
			.store(identity.destination(), definition.destination(), this.stores);
		return new CurrentUpload(identity, definition, context, begun, this.knowledge,
				this.monitor.of(execution.getId()), this.allowances.of(definition),
				definition.source().followLinks() || parameters.named(), this.requireClaims);
	}

}
