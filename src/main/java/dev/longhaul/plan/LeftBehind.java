package dev.longhaul.plan;

import dev.longhaul.history.UnfinishedUpload;
import dev.longhaul.job.UploadIdentity;

/**
 * An unfinished upload whose definition a command does not have: it was renamed, removed
 * or disabled, or lies in another folder.
 *
 * @param upload its number
 * @param inParts whether the store may hold parts of it
 */
public record LeftBehind(long upload, UploadIdentity identity, boolean inParts) {

	static LeftBehind of(UnfinishedUpload unfinished) {
		return new LeftBehind(unfinished.number(), unfinished.identity(), !unfinished.uploadId().isEmpty());
	}

}
