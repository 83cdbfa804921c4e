package dev.longhaul.upload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.checksum.ObjectChecksum.Summed;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.UploadedPart;

/**
 * What an object must be, computed from what was read of the file.
 *
 * @param size in bytes
 * @param etag empty where the store's ETags are no MD5s
 * @param checksum empty where the parts were summed by MD5
 */
public record ExpectedObject(long size, Optional<String> etag, Optional<ObjectChecksum> checksum) {

	/** An object made of these parts, all of them, ascending. */
	public static ExpectedObject ofParts(List<UploadedPart> parts) {
		return new ExpectedObject(parts.stream().mapToLong(UploadedPart::size).sum(), ExpectedEtag.ofParts(parts),
				checksum(parts));
	}

	/** An object that was sent in one piece. */
	public static ExpectedObject ofWhole(long size, Checksum checksum) {
		boolean md5 = checksum.algorithm() == ChecksumAlgorithm.MD5;
		return new ExpectedObject(size, Optional.of(checksum).filter((sum) -> md5).map(Checksum::hex),
				Optional.of(checksum).filter((sum) -> !md5).map(ObjectChecksum::of));
	}

	/** The checksum of the whole; nothing where the parts were summed by MD5. */
	private static Optional<ObjectChecksum> checksum(List<UploadedPart> parts) {
		List<Summed> sums = parts.stream()
			.flatMap((part) -> Optional.ofNullable(part.checksum())
				.filter((checksum) -> checksum.algorithm() != ChecksumAlgorithm.MD5)
				.map((checksum) -> new Summed(checksum, part.size()))
				.stream())
			.toList();
		return (sums.isEmpty() || sums.size() != parts.size()) ? Optional.empty()
				: Optional.of(ObjectChecksum.of(sums));
	}

	/**
	 * Compares.
	 * @return on what the proof rests
	 * @throws DeliveryUnproven if the object is another
	 */
	Proof proveBy(StoredObject object) {
		if (object.size() != this.size) {
			throw new DeliveryUnproven(object.key(),
					"the object has %,d bytes, the file %,d".formatted(object.size(), this.size));
		}
		Optional<ObjectChecksum> stored = Optional.ofNullable(object.checksum()).filter(this::isComparable);
		if (stored.isPresent()) {
			requireSame(stored.get().algorithm().label(), stored.get().value(), this.checksum.orElseThrow().value(),
					object.key());
			return Proof.CHECKSUM;
		}
		if (this.checksum.isPresent()) {
			return Proof.PART_CHECKSUMS; // nothing here was summed by MD5
		}
		if (object.etag().isEmpty()) {
			return Proof.SIZE;
		}
		if (!object.hasMd5Etag() || this.etag.isEmpty()) {
			return Proof.CONTENT_MD5;
		}
		requireSame("ETag", object.etag().toLowerCase(Locale.ROOT), this.etag.get().toLowerCase(Locale.ROOT),
				object.key());
		return Proof.ETAG;
	}

	/** Some stores keep a composite one where a full object's was asked for. */
	private boolean isComparable(ObjectChecksum stored) {
		return this.checksum
			.filter((own) -> own.algorithm() == stored.algorithm() && own.fullObject() == stored.fullObject())
			.isPresent();
	}

	private static void requireSame(String what, String stored, String computed, String key) {
		if (!stored.equals(computed)) {
			throw new DeliveryUnproven(key,
					"its %s is %s, computed from the file %s".formatted(what, stored, computed));
		}
	}

}
