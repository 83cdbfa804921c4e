package dev.longhaul.report;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One execution of an upload.
 *
 * @param status Spring Batch's, in its words
 * @param ended null while it runs, or when its process was killed and no other has taken
 * the upload up since; then it is when the last of it was written down
 * @param parts that this execution sent
 * @param killed whether its process died before it could end it
 */
public record ExecutionView(long execution, String status, Instant begun, @Nullable Instant ended, int parts,
		boolean killed) {

}
