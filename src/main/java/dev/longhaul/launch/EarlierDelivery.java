package dev.longhaul.launch;

import org.jspecify.annotations.Nullable;

/**
 * That a version of a file has been delivered, as the table of deliveries tells it.
 *
 * @param upload the number of the one that delivered it
 * @param key of the object; null where it was pruned before the table had keys
 */
public record EarlierDelivery(long upload, @Nullable String key) {

	/** The object's key, or this one where it is not known. */
	String keyOr(String other) {
		return (this.key != null) ? this.key : other;
	}

}
