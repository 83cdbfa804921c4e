package dev.longhaul.job;

import java.util.List;
import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.checkpoint.PartsFormat;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartRange;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A partition's execution context in values: its range and the checkpoint of its parts.
 */
public record RangeContext(ExecutionContext context) {

	private static final String FIRST = "first";

	private static final String LAST = "last";

	private static final String PARTS = "parts";

	private static final String SENT = "bytes-sent";

	private static final String UPLOAD_GONE = "upload-gone";

	/** The context of a range that begins, with those of the parts that are its own. */
	static ExecutionContext of(PartRange range, Checkpoint adopted) {
		RangeContext begun = new RangeContext(new ExecutionContext());
		begun.restore(range);
		List<UploadedPart> parts = adopted.parts().stream().filter((part) -> range.contains(part.number())).toList();
		if (!parts.isEmpty()) {
			begun.arrived(parts, Checkpoint.of(parts));
		}
		return begun.context();
	}

	/**
	 * Whether a step is a range without context: Spring Batch commits the step first, and
	 * a kill came between. The checkpoint is in the step before it.
	 */
	public static boolean isUnwritten(StepExecution step) {
		return RangeCheckpoints.isRange(step) && new RangeContext(step.getExecutionContext()).isEmpty();
	}

	void restore(PartRange range) {
		this.context.putLong(FIRST, range.first());
		this.context.putLong(LAST, range.last());
	}

	/** Whether a kill came before the range was committed. */
	public boolean isEmpty() {
		return !this.context.containsKey(FIRST);
	}

	public PartRange range() {
		return new PartRange((int) this.context.getLong(FIRST), (int) this.context.getLong(LAST));
	}

	public Checkpoint checkpoint(PartPlan plan) {
		return PartsFormat.read(this.context.getString(PARTS, ""), plan);
	}

	void checkpoint(Checkpoint checkpoint) {
		this.context.putString(PARTS, PartsFormat.write(checkpoint.parts()));
	}

	/**
	 * Bytes of all parts of the range that are known to have arrived, each as often as it
	 * did.
	 */
	public long bytesSent() {
		return this.context.getLong(SENT, 0);
	}

	/** Why it failed on another machine, whose exceptions do not travel. */
	public Optional<UploadFailure> failure() {
		return failures().last();
	}

	void failure(UploadFailure failure) {
		failures().put(failure);
	}

	/** Whether it failed because the store does not know the upload any more. */
	public boolean isUploadGone() {
		return this.context.containsKey(UPLOAD_GONE);
	}

	void uploadGone() {
		this.context.putString(UPLOAD_GONE, "true");
	}

	void clearFailure() {
		failures().clear();
		this.context.remove(UPLOAD_GONE);
	}

	private FailureEntries failures() {
		return new FailureEntries(this.context);
	}

	/** The next part that is to be sent. */
	Optional<Part> nextMissing(PartPlan plan) {
		return checkpoint(plan).nextMissing(range(), plan);
	}

	void sent(UploadedPart part, PartPlan plan) {
		arrived(List.of(part), checkpoint(plan).with(part));
	}

	/**
	 * Notes parts that were sent: those too that a kill kept from being written down
	 * then.
	 * @param after all that are known now
	 */
	void arrived(List<UploadedPart> parts, Checkpoint after) {
		checkpoint(after);
		this.context.putLong(SENT, bytesSent() + Checkpoint.of(parts).bytes());
	}

}
