package dev.longhaul.job;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.part.PartRange;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Cuts the step into one partition a range, by the recorded plan, so that names and
 * contents are the same at every restart, in the order in which they lie in the file. Not
 * in one transaction: to number a step HSQLDB's incrementer holds a monitor while it
 * waits for the row that another cut has changed, and that cut would need the monitor.
 */
record RangeSplitter(JobRepository repository, CurrentUploads uploads) implements StepExecutionSplitter {

	@Override
	public String getStepName() {
		return RangeCheckpoints.STEP;
	}

	@Override
	public Set<StepExecution> split(StepExecution manager, int gridSize) throws JobExecutionException {
		Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
		CurrentUpload upload = this.uploads.of(manager);
		Checkpoint adopted = upload.context().adopted(upload.plan());
		for (PartRange range : upload.plan().ranges()) {
			partitions.put(range.name(), RangeContext.of(range, adopted));
		}
		Set<StepExecution> steps = new SimpleStepExecutionSplitter(this.repository, RangeCheckpoints.STEP,
				(size) -> partitions)
			.split(manager, gridSize);
		Set<StepExecution> inOrder = new LinkedHashSet<>();
		for (PartRange range : upload.plan().ranges()) {
			steps.stream()
				.filter((step) -> step.getStepName().equals(RangeCheckpoints.stepOf(range)))
				.peek((step) -> restore(step, range))
				.forEach(inOrder::add);
		}
		return inOrder;
	}

	/**
	 * Writes the range once more where an earlier Longhaul closed a step whose context a
	 * kill prevented: a restart copies the empty one. A worker has only what is written.
	 */
	private void restore(StepExecution step, PartRange range) {
		RangeContext context = new RangeContext(step.getExecutionContext());
		if (context.isEmpty()) {
			context.restore(range);
			this.repository.updateExecutionContext(step);
		}
	}

}
