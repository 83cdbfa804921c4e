package dev.longhaul.report;

import java.time.Instant;

import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an upload that was pruned: the line of its delivery, until a later one
 * of the same file.
 *
 * @param key of its object; null where it was pruned before the line had keys
 * @param delivered when that was proved
 * @param version by which the version of the file is known; empty where it is not
 */
public record PrunedUpload(long upload, String definition, String file, String destination, @Nullable String key,
		Instant delivered, String version) {

	/** Whether the file is known to be another version than was delivered. */
	public boolean isOfOther(SourceFile now) {
		UploadIdentity identity = new UploadIdentity(this.definition, this.file, now.size(), now.modified(),
				this.destination);
		return !this.version.isEmpty() && !this.version.equals(identity.instanceKey(1));
	}

}
