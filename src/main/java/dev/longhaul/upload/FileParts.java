package dev.longhaul.upload;

import java.util.List;
import java.util.Optional;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.UploadedPart;

/**
 * Compares parts that a store lists with the file.
 *
 * @param integrity by which the parts of the upload are summed
 */
record FileParts(PartPlan plan, SourceFile file, ChecksumAlgorithm integrity, PageCache pages) {

	/** Whether the plan has a part of this number and size. */
	boolean isPlanned(UploadedPart part) {
		return part.number() <= this.plan.parts() && part.size() == this.plan.part(part.number()).length();
	}

	/**
	 * The part with all that has to be known of it, if it is the file's: told by its
	 * checksum or, where the store lists none, by an ETag that is its MD5.
	 */
	Optional<UploadedPart> recognised(UploadedPart part) {
		if (!isPlanned(part)) {
			return Optional.empty();
		}
		Optional<UploadedPart> own = compared(part);
		this.pages.release(slice(part));
		return own;
	}

	private Optional<UploadedPart> compared(UploadedPart part) {
		Checksum stored = part.checksum();
		if (stored != null) {
			return Optional.of(part)
				.filter((listed) -> sum(listed, stored.algorithm()).equals(stored))
				.map((listed) -> supplemented(listed, stored));
		}
		return Optional.of(part)
			.filter((listed) -> listed.etag().equalsIgnoreCase(sum(listed, ChecksumAlgorithm.MD5).hex()))
			.map(this::summed);
	}

	/**
	 * Complete wants an ETag where the store lists none, and a store may list a checksum
	 * of its own.
	 */
	private UploadedPart supplemented(UploadedPart part, Checksum stored) {
		String etag = part.etag().isEmpty() ? sum(part, ChecksumAlgorithm.MD5).hex() : part.etag();
		Checksum own = (stored.algorithm() == this.integrity) ? stored : sum(part, this.integrity);
		return new UploadedPart(part.number(), part.size(), etag, own);
	}

	/**
	 * Those that are the file's.
	 * @param transfer told how many are still to be hashed
	 */
	List<UploadedPart> recognised(List<UploadedPart> parts, Transfer transfer) {
		return AllProcessors.map(parts, transfer, this::recognised).stream().flatMap(Optional::stream).toList();
	}

	/** An ETag that is the MD5 says enough where MD5 is what the parts are summed by. */
	private UploadedPart summed(UploadedPart part) {
		return (this.integrity == ChecksumAlgorithm.MD5) ? part
				: new UploadedPart(part.number(), part.size(), part.etag(), sum(part, this.integrity));
	}

	private Checksum sum(UploadedPart part, ChecksumAlgorithm algorithm) {
		return slice(part).checksum(algorithm);
	}

	private FileSlice slice(UploadedPart part) {
		return new FileSlice(this.file, this.plan.part(part.number()));
	}

}
