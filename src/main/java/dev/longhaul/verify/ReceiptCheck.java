package dev.longhaul.verify;

import java.util.Optional;

import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.store.StoredObject;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the store says of the object with the receipt.
 */
record ReceiptCheck(Receipt receipt, StoredObject object) {

	Finding compare() {
		if (isOthers()) {
			return Finding
				.replaced(this.object.marker().isPresent() ? "another upload of Longhaul's has taken its place"
						: "an object that is none of Longhaul's has taken its place");
		}
		if (this.object.size() != this.receipt.size()) {
			return other("the object has %,d bytes, the receipt says %,d".formatted(this.object.size(),
					this.receipt.size()));
		}
		ObjectChecksum delivered = checksum();
		ObjectChecksum stored = this.object.checksum();
		if (delivered != null && stored != null && (stored.isLike(delivered) || stored.tells(delivered))) {
			return compare(delivered, stored);
		}
		if (!hasSameEtag()) {
			return other("its ETag is %s, the receipt says %s".formatted(this.object.etag(), this.receipt.etag()));
		}
		return isEtagOfMd5s() ? Finding.proved(Evidence.ETAG, "its ETag, which is made of MD5s, equals the receipt's")
				: Finding.proved(Evidence.RECEIPT, this.object.etag().isEmpty()
						? "its marker and size are those of the receipt; the store tells no ETag and no checksum"
						: "its size and ETag are those of the receipt");
	}

	/** A copy of the object onto itself has another ETag and the same checksum. */
	private Finding compare(ObjectChecksum delivered, ObjectChecksum stored) {
		String name = stored.algorithm().label();
		if (!stored.tells(delivered)) {
			return other("its %s is %s, the receipt says %s".formatted(name, stored.value(), delivered.value()));
		}
		return (hasSameEtag() || stored.fullObject())
				? Finding.proved(Evidence.CHECKSUM, "the store's %s equals the receipt's".formatted(name))
				: other("its ETag is %s, the receipt says %s".formatted(this.object.etag(), this.receipt.etag()));
	}

	/**
	 * What the store keeps; the receipt tells its type where the store does not. Null if
	 * it keeps none.
	 */
	@Nullable ObjectChecksum stored() {
		ObjectChecksum delivered = checksum();
		ObjectChecksum stored = this.object.checksum();
		return (delivered != null && stored != null && stored.tells(delivered)) ? delivered : stored;
	}

	@Nullable ObjectChecksum checksum() {
		return Optional.ofNullable(this.receipt.checksum()).map(ObjectChecksum::parse).orElse(null);
	}

	/** Whether the store's ETags are MD5s: it was shown when the object was delivered. */
	boolean isEtagOfMd5s() {
		return this.receipt.proof().equals(Proof.ETAG.label()) && this.object.hasMd5Etag();
	}

	private boolean hasSameEtag() {
		return this.object.etag().equalsIgnoreCase(this.receipt.etag());
	}

	/** Receipts of 0.1, and of objects that were found in the store, have no marker. */
	private boolean isOthers() {
		return this.receipt.marker() != null && !this.object.hasMarker(this.receipt.marker());
	}

	private Finding other(String message) {
		return (this.receipt.marker() != null) ? Finding.damaged(Evidence.NONE, message)
				: Finding.replaced(message + ": another object has taken its place");
	}

}
