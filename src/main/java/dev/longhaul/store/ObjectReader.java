package dev.longhaul.store;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Reads from a bucket what was delivered to it.
 */
public interface ObjectReader {

	/**
	 * What the store holds under the key (HeadObject).
	 * @param versionId null for the current one
	 */
	Optional<StoredObject> head(String key, @Nullable String versionId);

	/**
	 * The bytes of the first part of an object that was made of parts (HeadObject of part
	 * 1); nothing where the store does not tell.
	 */
	OptionalLong partSize(ObjectVersion object);

	/**
	 * A range of the object's bytes (GetObject), no byte more or less. A stream that
	 * breaks goes on where it broke.
	 * @throws ObjectGone if there is none any more, also while it is read
	 * @throws PreconditionFailed if another object has taken its place, also while it is
	 * read
	 * @throws StoreUnavailable if the stream breaks again and again, also while it is
	 * read
	 */
	InputStream read(ObjectVersion object, long offset, long length);

}
