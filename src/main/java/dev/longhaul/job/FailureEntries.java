package dev.longhaul.job;

import java.util.Optional;

import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The entries of an execution context that say why an upload or a range last failed.
 */
record FailureEntries(ExecutionContext context) {

	private static final String CURE = "failure-cure";

	private static final String FAILURE = "failure";

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

	void clear() {
		this.context.remove(CURE);
		this.context.remove(FAILURE);
	}

}
