package dev.longhaul.verify;

import java.util.List;
import java.util.Optional;

import dev.longhaul.store.ObjectReader;
import dev.longhaul.store.ObjectVersion;
import dev.longhaul.store.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * The object as the store shows it now.
 *
 * @param versionId null where it is the current one, for which no right to versions is
 * needed
 * @param hidden whether a delete marker is in front of it: who reads the key is told that
 * there is no object
 * @param notes what became of the key since
 */
record FoundObject(StoredObject object, @Nullable String versionId, boolean hidden, List<String> notes) {

	/** The version that was delivered, or the current object where none was told. */
	static Optional<FoundObject> of(Delivery delivery, ObjectReader reader) {
		String key = delivery.location().key();
		String delivered = delivery.versionId();
		Optional<StoredObject> current = reader.head(key, null);
		if (delivered == null || current.filter((object) -> delivered.equals(object.versionId())).isPresent()) {
			return current.map((object) -> new FoundObject(object, null, false, List.of()));
		}
		List<String> notes = current
			.map((newer) -> List.of("this is version " + delivered,
					"a newer version%s is the current one"
						.formatted((newer.versionId() != null) ? ", " + newer.versionId() + "," : "")))
			.orElse(List.of());
		return reader.head(key, delivered)
			.map((object) -> new FoundObject(object, delivered, current.isEmpty(), notes));
	}

	ObjectVersion version() {
		return new ObjectVersion(this.object.key(), this.versionId, this.object.etag());
	}

	long size() {
		return this.object.size();
	}

}
