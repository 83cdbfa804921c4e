package dev.longhaul.report;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a watched folder stands; a part of the health file. Fields are only ever added.
 *
 * @param lastLook when the last look ended
 * @param took how long it took
 * @param lookingSince when the look began that has not ended yet
 * @param underWay uploads
 * @param toTryAgain uploads that failed, or whose file is still to be taken away
 * @param failed files that are not delivered, for they failed when they were tried last
 * @param problems why the folder, or files in it, cannot be taken: how many there are
 * @param lastFailure of a file or a new problem, since the watch began; it stays when it
 * is cured
 */
public record FolderHealth(String definition, @Nullable Instant lastLook, @Nullable Duration took,
		@Nullable Instant lookingSince, int underWay, int toTryAgain, int failed, int problems,
		@Nullable Failure lastFailure) {

	/**
	 * What went wrong last, in the words of the watch's own report.
	 *
	 * @param file null where more than one may be concerned
	 */
	public record Failure(Instant at, @Nullable String file, String message) {

	}

}
