package dev.longhaul.history;

import org.jspecify.annotations.Nullable;

/**
 * That a version of a file has been delivered, as the table of deliveries tells it.
 *
 * @param upload the number of the one that delivered it
 * @param key of the object; null where it was pruned before the table had keys
 */
public record EarlierDelivery(long upload, @Nullable String key) {

	/** The same, with one text of the key for both where it is this one. */
	EarlierDelivery sharing(String other) {
		return other.equals(this.key) ? new EarlierDelivery(this.upload, other) : this;
	}

	/** The object's key, or this one where it is not known. */
	public String keyOr(String other) {
		return (this.key != null) ? this.key : other;
	}

}
