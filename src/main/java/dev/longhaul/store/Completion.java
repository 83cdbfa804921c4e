package dev.longhaul.store;

import java.util.List;

import dev.longhaul.checksum.ObjectChecksum;
import org.jspecify.annotations.Nullable;

/**
 * What an object is made of at CompleteMultipartUpload.
 *
 * @param parts all of them, ascending
 * @param checksum that the object must have, so that the store refuses another one; null
 * where it is not known
 * @param condition on which the object is made
 */
public record Completion(List<UploadedPart> parts, @Nullable ObjectChecksum checksum, WriteCondition condition) {

	public Completion {
		parts = List.copyOf(parts);
	}

	/** Parts of which no checksum of the whole is known. */
	public static Completion of(List<UploadedPart> parts) {
		return new Completion(parts, null, WriteCondition.ALWAYS);
	}

}
