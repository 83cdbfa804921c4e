package dev.longhaul.sweep;

import java.time.Instant;

import dev.longhaul.upload.Cure;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished upload that a store lists, and what the sweep did with it.
 *
 * @param destination endpoint and bucket
 * @param key empty where the bucket could not be listed
 * @param uploadId the store's, empty where the bucket could not be listed or the upload
 * was not begun
 * @param initiated by the store's clock, null where only the repository knows of it
 * @param upload number of our upload that it is or was of, 0 if it is not ours
 * @param message what is known of it
 * @param cure of a failure, null where there is none
 */
public record SweptUpload(Result result, String destination, String key, String uploadId, @Nullable Instant initiated,
		long upload, String message, @Nullable Cure cure) {

	/** What became of it. */
	public enum Result {

		/** It was ours and is gone; the store was asked. */
		ABORTED,
		/** It is ours; without a dry run it would be aborted. */
		WOULD_ABORT,
		/** It is ours, and a run goes on with it. */
		KEPT,
		/** It is not ours. */
		FOREIGN,
		/** It could not be aborted, or its bucket not be listed; the message says why. */
		FAILED

	}

	/** The same with another result. */
	SweptUpload with(Result changed) {
		return new SweptUpload(changed, this.destination, this.key, this.uploadId, this.initiated, this.upload,
				this.message, this.cure);
	}

	SweptUpload failed(String why, @Nullable Cure whoCures) {
		return new SweptUpload(Result.FAILED, this.destination, this.key, this.uploadId, this.initiated, this.upload,
				why, whoCures);
	}

}
