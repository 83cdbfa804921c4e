package dev.longhaul.job;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.step.StepContribution;

/**
 * What the plan of an upload comes to. The name of those that send nothing is the step's
 * exit code, by which the flow goes on; it stands in the repository.
 */
enum Planned {

	/** The file travels in one PutObject. */
	ONE_PUT,
	/** The file travels in parts. */
	PARTS,
	/** The object is already there, and is to be proved. */
	DELIVERED,
	/** The delivery was proved by an earlier run. */
	PROVED;

	void tell(StepContribution contribution) {
		if (this == DELIVERED || this == PROVED) {
			contribution.setExitStatus(new ExitStatus(name()));
		}
	}

}
