package dev.longhaul.job;

import dev.longhaul.definition.Destination;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import org.jspecify.annotations.Nullable;

/**
 * What a definition said of its bucket when an upload was last sent there, beside its
 * name: the definition may speak of another bucket by now, and the upload is still to be
 * ended where it was begun.
 *
 * @param region null where none was said, or by an older Longhaul
 * @param expectedOwner null where none was said, or by an older Longhaul
 */
public record Bearings(@Nullable String region, @Nullable String expectedOwner) {

	/** Nothing was noted. */
	public static final Bearings NONE = new Bearings(null, null);

	static Bearings of(Destination destination) {
		return new Bearings(destination.address().region(), destination.terms().expectedOwner());
	}

	/**
	 * The store that the upload was begun in.
	 * @param begun endpoint and bucket
	 * @param now what its definition says by now; all of it counts where it is the same
	 * bucket
	 */
	public ObjectStore store(String begun, Destination now, ObjectStores stores) {
		return now.address().identity().equals(begun) ? stores.at(now.address(), now.terms())
				: stores.at(now.address().formerly(begun, this.region), now.terms().expecting(this.expectedOwner));
	}

}
