package dev.longhaul.upload;

import java.util.Optional;

import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * An object whose delivery is proved.
 *
 * @param expected what it had to be
 */
public record Proved(StoredObject object, ExpectedObject expected, Proof proof) {

	/**
	 * Looks whether the object is encrypted as was asked for.
	 * @throws DeliveryUnproven if it is not, or the store does not say so
	 */
	public void requireEncryption(Encryption.Type asked) {
		if (!this.object.encryption().is(asked)) {
			throw DeliveryUnproven.notEncrypted(this.object.key(), asked.label(), this.object.encryption().told());
		}
	}

	/** The object's checksum as receipts have it; null where MD5 is what it rests on. */
	public @Nullable String checksum() {
		return Optional.ofNullable(this.object.checksum())
			.flatMap(this.expected::like)
			.or(this.expected::checksum)
			.map(ObjectChecksum::toString)
			.orElse(null);
	}

}
