package dev.longhaul.upload;

/**
 * The store still lists an upload that was aborted several times.
 */
public final class AbortUnfinished extends RuntimeException {

	AbortUnfinished(String key) {
		super("the store still lists parts of the aborted upload of %s; the next run aborts it again".formatted(key));
	}

}
