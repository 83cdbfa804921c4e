package dev.longhaul.upload;

import java.time.Instant;

/**
 * A store that a process at work waits for. Also the JSON of {@code status --json}:
 * fields are only ever added.
 *
 * @param store its address
 * @param since when it had failed for some seconds
 * @param message what it does instead of an answer
 */
public record StoreOutage(String store, Instant since, String message) {

}
