package dev.longhaul.job;

import java.time.Instant;
import java.util.Optional;

import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The entries of an execution context that say why an upload or a range last failed, and
 * since when an upload does no more than that.
 */
record FailureEntries(ExecutionContext context) {

	private static final String CURE = "failure-cure";

	private static final String FAILURE = "failure";

	private static final String SINCE = "failing-since";

	private static final String PART_UNKNOWN = "part-unknown";

	Optional<UploadFailure> last() {
		return this.context.containsKey(FAILURE)
				? Optional
					.of(new UploadFailure(Cure.valueOf(this.context.getString(CURE)), this.context.getString(FAILURE)))
				: Optional.empty();
	}

	void put(UploadFailure failure) {
		this.context.putString(CURE, failure.cure().name());
		this.context.putString(FAILURE, failure.message());
	}

	/**
	 * When it failed for the first time after the last part that had arrived; nothing
	 * where no one has noted that yet.
	 */
	Optional<Instant> since() {
		return UploadContext.text(this.context, SINCE).map(Instant::parse);
	}

	void since(Instant failing) {
		this.context.putString(SINCE, failing.toString());
	}

	/**
	 * Whether Complete did not know a part, and the store has listed all of them since.
	 */
	boolean isPartUnknown() {
		return this.context.containsKey(PART_UNKNOWN);
	}

	void partUnknown() {
		this.context.putString(PART_UNKNOWN, "true");
	}

	/** Complete will name other parts than it did. */
	void noMorePartUnknown() {
		this.context.remove(PART_UNKNOWN);
	}

	/** Forgets why, but not since when. */
	void clear() {
		this.context.remove(CURE);
		this.context.remove(FAILURE);
	}

}
