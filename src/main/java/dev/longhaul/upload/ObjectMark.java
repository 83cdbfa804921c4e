package dev.longhaul.upload;

import java.util.Optional;

import dev.longhaul.store.StoredObject;

/**
 * By which the object of an upload is recognised: the marker in its metadata, or, for an
 * upload that was found in the store and whose marker nobody knows, what it holds.
 *
 * @param marker empty if it is not known
 * @param content of an upload that was found in the store, and may be another's
 */
public record ObjectMark(String marker, Optional<ExpectedObject> content) {

	boolean isOn(StoredObject object) {
		return (!this.marker.isEmpty() && object.hasMarker(this.marker))
				|| this.content.filter((content) -> content.isIn(object)).isPresent();
	}

}
