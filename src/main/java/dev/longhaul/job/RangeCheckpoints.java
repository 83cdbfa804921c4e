package dev.longhaul.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToIntFunction;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartRange;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.Reconciler.Reconciliation;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds the checkpoints of an upload's ranges. A range that was completed by an earlier
 * execution has no step in this one, so every range is looked up by its name. They are
 * read apart from the step's own transaction: that would stay open for as long as the
 * store takes for its answer, with a connection that others wait for, and HSQLDB lets
 * nobody in while a checkpoint of its own waits for one that is open.
 *
 * @param count of the executions of an upload; Spring Batch tells it by reading them all
 */
record RangeCheckpoints(JobRepository repository, LongToIntFunction count, TransactionOperations apart) {

	/**
	 * The partitions' step: with a range's name behind it, the name of that range's step.
	 */
	static final String STEP = "range";

	/** The name of a range's step. */
	static String stepOf(PartRange range) {
		return STEP + ":" + range.name();
	}

	/** Whether a step is the one of a range. */
	static boolean isRange(StepExecution step) {
		return step.getStepName().startsWith(STEP + ":");
	}

	/** How many executions the upload has had, this one included. */
	int executions(StepExecution step) {
		long upload = step.getJobExecution().getJobInstanceId();
		return this.apart.execute((transaction) -> this.count.applyAsInt(upload));
	}

	/** Those of a file that is sent in one PutObject are none. */
	OfUpload of(StepExecution step, PartPlan plan) {
		if (plan.single()) {
			return new OfUpload(this.repository, plan, Map.of());
		}
		JobInstance instance = step.getJobExecution().getJobInstance();
		return this.apart.execute((transaction) -> read(instance, plan));
	}

	private OfUpload read(JobInstance instance, PartPlan plan) {
		Map<PartRange, StepExecution> ranges = new LinkedHashMap<>();
		for (PartRange range : plan.ranges()) {
			StepExecution last = this.repository.getLastStepExecution(instance, stepOf(range));
			if (last != null) {
				ranges.put(range, last);
			}
		}
		return new OfUpload(this.repository, plan, ranges);
	}

	/**
	 * The ranges of one upload that were ever begun, each with its last step execution.
	 */
	record OfUpload(JobRepository repository, PartPlan plan, Map<PartRange, StepExecution> ranges) {

		Checkpoint all() {
			List<UploadedPart> parts = new ArrayList<>();
			this.ranges.values().forEach((step) -> parts.addAll(context(step).checkpoint(this.plan).parts()));
			return Checkpoint.of(parts);
		}

		/** All parts of the plan, none missing. */
		List<UploadedPart> complete() {
			return all().requireComplete(this.plan);
		}

		long bytesSent() {
			return this.ranges.values().stream().mapToLong((step) -> context(step).bytesSent()).sum();
		}

		/**
		 * Corrects the checkpoints. A range that lost a part is opened again by its
		 * step's status: Spring Batch skips COMPLETED ones. A part of a range that was
		 * never begun is not learnt here.
		 */
		void learn(Reconciliation difference) {
			this.ranges.forEach((range, step) -> {
				Checkpoint before = context(step).checkpoint(this.plan);
				List<UploadedPart> adopted = difference.adopted()
					.stream()
					.filter((part) -> range.contains(part.number()))
					.toList();
				Checkpoint after = before;
				for (UploadedPart part : adopted) {
					after = after.with(part);
				}
				for (int number : difference.lost()) {
					after = after.without(number);
				}
				if (!after.parts().equals(before.parts())) {
					context(step).arrived(adopted, after);
					save(step, after.nextMissing(range, this.plan).isPresent());
				}
			});
		}

		/** The parts whose range has not begun. */
		List<UploadedPart> notBegun(List<UploadedPart> parts) {
			return parts.stream()
				.filter((part) -> this.ranges.keySet().stream().noneMatch((range) -> range.contains(part.number())))
				.toList();
		}

		private void save(StepExecution step, boolean unfinished) {
			this.repository.updateExecutionContext(step);
			if (unfinished && step.getStatus() == BatchStatus.COMPLETED) {
				step.setStatus(BatchStatus.STOPPED);
				this.repository.update(step);
			}
		}

		private static RangeContext context(StepExecution step) {
			return new RangeContext(step.getExecutionContext());
		}

	}

}
