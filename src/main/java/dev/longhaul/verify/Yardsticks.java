package dev.longhaul.verify;

import java.util.Optional;
import java.util.OptionalLong;

import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.store.ObjectReader;
import dev.longhaul.store.StoredObject;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * By what the bytes of an object can be measured.
 *
 * @param receipt null where none is known
 */
record Yardsticks(FoundObject found, @Nullable Receipt receipt, ObjectReader reader) {

	/** What the store says of the whole object, or of parts whose length is known. */
	Optional<Yardstick> stored() {
		StoredObject object = this.found.object();
		ObjectChecksum checksum = checksum();
		Optional<Yardstick> byChecksum = (checksum != null) ? Yardstick.of(checksum, object.size(), this::partSize)
				: Optional.empty();
		return byChecksum.or(() -> object.hasMd5Etag() ? Yardstick.ofEtag(object.etag(), object.size(), this::partSize)
				: Optional.empty());
	}

	/** What the receipt says of the bytes that were delivered. */
	Optional<Yardstick> delivered() {
		if (this.receipt == null) {
			return Optional.empty();
		}
		ReceiptCheck check = new ReceiptCheck(this.receipt, this.found.object());
		ObjectChecksum checksum = check.checksum();
		if (checksum != null) {
			return Yardstick.of(checksum, this.found.size(), this::partSize);
		}
		return check.isEtagOfMd5s() ? Yardstick.ofEtag(this.receipt.etag(), this.found.size(), this::partSize)
				: Optional.empty();
	}

	/** Whether one that is not met means other bytes, and nothing else. */
	boolean isTelling(Yardstick yardstick) {
		ObjectChecksum checksum = checksum();
		if (!yardstick.isEtag() && checksum != null && checksum.type() != ObjectChecksum.Type.COMPOSITE) {
			return checksum.fullObject();
		}
		return this.receipt != null && this.receipt.partSize() != null
				&& (!yardstick.isEtag() || new ReceiptCheck(this.receipt, this.found.object()).isEtagOfMd5s());
	}

	private @Nullable ObjectChecksum checksum() {
		StoredObject object = this.found.object();
		return (this.receipt != null) ? new ReceiptCheck(this.receipt, object).stored() : object.checksum();
	}

	private OptionalLong partSize() {
		return (this.receipt != null && this.receipt.partSize() != null) ? OptionalLong.of(this.receipt.partSize())
				: this.reader.partSize(this.found.version());
	}

}
