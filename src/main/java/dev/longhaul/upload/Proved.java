package dev.longhaul.upload;

import java.util.Optional;

import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.store.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * An object whose delivery is proved.
 *
 * @param expected what it had to be
 */
public record Proved(StoredObject object, ExpectedObject expected, Proof proof) {

	/** The object's checksum as receipts have it; null where MD5 is what it rests on. */
	public @Nullable String checksum() {
		return Optional.ofNullable(this.object.checksum())
			.flatMap(this.expected::like)
			.or(this.expected::checksum)
			.map(ObjectChecksum::toString)
			.orElse(null);
	}

}
