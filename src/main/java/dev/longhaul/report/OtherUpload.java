package dev.longhaul.report;

import java.time.Instant;

/**
 * Another upload of a file: a further attempt, an other version of it, or one by another
 * definition.
 */
public record OtherUpload(long upload, UploadView.State state, String definition, int attempt, long size,
		Instant begun) {

}
