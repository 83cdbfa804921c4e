package dev.longhaul.upload;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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
 * @param etag empty where the store's ETags are no MD5s; given beside the checksum of a
 * whole object if the store has not said that it checked that
 * @param checksum empty where the parts were summed by MD5
 * @param composite the checksum of the parts' checksums, which a store may keep instead;
 * empty where the parts are not known
 */
public record ExpectedObject(long size, Optional<String> etag, Optional<ObjectChecksum> checksum,
		Optional<ObjectChecksum> composite) {

	/** An object whose parts are not known any more, or that was made of none. */
	public ExpectedObject(long size, Optional<String> etag, Optional<ObjectChecksum> checksum) {
		this(size, etag, checksum, Optional.empty());
	}

	/** An object made of these parts, all of them, ascending. */
	public static ExpectedObject ofParts(List<UploadedPart> parts) {
		List<Summed> sums = sums(parts);
		return new ExpectedObject(parts.stream().mapToLong(UploadedPart::size).sum(), ExpectedEtag.ofParts(parts),
				Optional.of(sums).filter((all) -> !all.isEmpty()).map(ObjectChecksum::of),
				Optional.of(sums).filter((all) -> !all.isEmpty()).map(ObjectChecksum::composite));
	}

	/** An object that was sent in one piece. */
	public static ExpectedObject ofWhole(long size, Checksum checksum) {
		boolean md5 = checksum.algorithm() == ChecksumAlgorithm.MD5;
		return new ExpectedObject(size, Optional.of(checksum).filter((sum) -> md5).map(Checksum::hex),
				Optional.of(checksum).filter((sum) -> !md5).map(ObjectChecksum::of));
	}

	/** What the store tells of an object by which it can be known again. */
	public static ExpectedObject of(StoredObject object) {
		return new ExpectedObject(object.size(), Optional.of(object.etag()).filter((etag) -> object.hasMd5Etag()),
				Optional.ofNullable(object.checksum()).filter(ObjectChecksum::fullObject));
	}

	/** Those of all parts; nothing where they were summed by MD5. */
	private static List<Summed> sums(List<UploadedPart> parts) {
		List<Summed> sums = parts.stream()
			.flatMap((part) -> Optional.ofNullable(part.checksum())
				.filter((checksum) -> checksum.algorithm() != ChecksumAlgorithm.MD5)
				.map((checksum) -> new Summed(checksum, part.size()))
				.stream())
			.toList();
		return (sums.size() == parts.size()) ? sums : List.of();
	}

	/**
	 * Whether it is what a file becomes that is sent in one piece and has this checksum.
	 */
	boolean isOfWhole(Checksum whole) {
		ExpectedObject its = ofWhole(this.size, whole);
		return its.checksum.isPresent() ? its.checksum.equals(this.checksum) : its.etag.equals(this.etag);
	}

	/** Whether what the store tells of the object shows that it is this one. */
	boolean isIn(StoredObject object) {
		ObjectChecksum stored = object.checksum();
		Optional<ObjectChecksum> own = (stored != null) ? like(stored) : Optional.empty();
		boolean same = (stored != null && own.isPresent()) ? stored.tells(own.get())
				: object.hasMd5Etag() && this.etag.filter(object.etag()::equalsIgnoreCase).isPresent();
		return same && object.size() == this.size;
	}

	/**
	 * Compares.
	 * @param otherEtags asked where the ETag is another than S3 would make of these
	 * parts: whether the store makes others of all parts
	 * @return on what the proof rests
	 * @throws DeliveryUnproven if the object is another
	 */
	Proof proveBy(StoredObject object, BooleanSupplier otherEtags) {
		if (object.size() != this.size) {
			throw new DeliveryUnproven(object.key(),
					"the object has %,d bytes, the file %,d".formatted(object.size(), this.size));
		}
		ObjectChecksum stored = object.checksum();
		Optional<ObjectChecksum> own = (stored != null) ? like(stored) : Optional.empty();
		if (stored != null && own.isPresent()) {
			requireSame(stored.tells(own.get()), stored.algorithm().label(), stored.value(), own.get().value(),
					object.key());
			return Proof.CHECKSUM;
		}
		boolean passedOver = this.checksum.isPresent() && this.etag.isPresent() && this.composite.isEmpty();
		if (this.checksum.isPresent() && !passedOver) {
			return Proof.PART_CHECKSUMS; // nothing here was summed by MD5
		}
		if (object.etag().isEmpty() || (passedOver && !object.hasMd5Etag())) {
			return Proof.SIZE;
		}
		if (!object.hasMd5Etag() || this.etag.isEmpty()) {
			return Proof.CONTENT_MD5;
		}
		boolean same = object.etag().equalsIgnoreCase(this.etag.get());
		if (!same && this.etag.get().contains("-") && otherEtags.getAsBoolean()) {
			return Proof.CONTENT_MD5;
		}
		requireSame(same, "ETag", object.etag(), this.etag.get(), object.key());
		return Proof.ETAG;
	}

	/**
	 * The checksum that can be compared with the stored one. Some stores keep a composite
	 * one where a full object's was asked for.
	 */
	Optional<ObjectChecksum> like(ObjectChecksum stored) {
		return own().filter(stored::tells)
			.findFirst()
			.or(() -> own().filter((own) -> own.isLike(stored) || isUntold(own, stored)).findFirst());
	}

	private Stream<ObjectChecksum> own() {
		return Stream.of(this.checksum, this.composite).flatMap(Optional::stream);
	}

	private static boolean isUntold(ObjectChecksum own, ObjectChecksum stored) {
		return stored.type() == ObjectChecksum.Type.UNTOLD && own.algorithm() == stored.algorithm();
	}

	private static void requireSame(boolean same, String what, String stored, String computed, String key) {
		if (!same) {
			throw new DeliveryUnproven(key,
					"its %s is %s, computed from the file %s".formatted(what, stored, computed));
		}
	}

}
