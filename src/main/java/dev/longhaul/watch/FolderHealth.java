package dev.longhaul.watch;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a watched folder stands; a part of the health file.
 *
 * @param lastLook when the last look ended
 * @param took how long it took
 * @param lookingSince when the look began that has not ended yet
 * @param underWay uploads
 * @param toTryAgain uploads that failed
 */
record FolderHealth(String definition, @Nullable Instant lastLook, @Nullable Duration took,
		@Nullable Instant lookingSince, int underWay, int toTryAgain) {

}
