package dev.longhaul.report;

import java.time.Instant;

/**
 * Another upload of a file: a further attempt, another version, another definition.
 */
public record OtherUpload(long upload, UploadView.State state, String definition, int attempt, long size,
		Instant begun) {

}
