package dev.longhaul.upload;

import java.util.Optional;

import dev.longhaul.store.StoredObject;

/**
 * By what the object of an upload is known again: the marker in its metadata, or, for an
 * upload that was found in the store and whose marker nobody knows, its ETag.
 *
 * @param marker empty if it is not known
 * @param etag that was computed from the file; empty where ETags are no MD5s
 */
public record ObjectMark(String marker, Optional<String> etag) {

	/** The mark of an upload that was begun here. */
	public static ObjectMark marker(String marker) {
		return new ObjectMark(marker, Optional.empty());
	}

	boolean isOn(StoredObject object) {
		return this.marker.isEmpty()
				? object.hasMd5Etag() && this.etag.filter(object.etag()::equalsIgnoreCase).isPresent()
				: object.hasMarker(this.marker);
	}

}
