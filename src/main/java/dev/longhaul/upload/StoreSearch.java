package dev.longhaul.upload;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.part.Part;
import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartSize;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.PageCache;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;

/**
 * Finds in the store what a repository that was damaged or lost does not know any more:
 * an unfinished upload of a file, or its object.
 *
 * @param transfer told how far a comparison is
 */
public record StoreSearch(ObjectStore store, PageCache pages, Transfer transfer) {

	/**
	 * The upload of this key that holds the most parts of the file. Only the first of its
	 * parts is compared with the file here; taking it up compares them all.
	 * @param candidates which of the open uploads may be taken
	 */
	public Optional<FoundUpload> upload(String key, SourceFile file, Predicate<OpenUpload> candidates) {
		return this.store.openUploads(key)
			.stream()
			.filter(candidates)
			.flatMap(
					(open) -> this.store.listParts(open).flatMap((parts) -> found(open.upload(), parts, file)).stream())
			.max(Comparator.comparingInt(FoundUpload::parts));
	}

	/**
	 * The object, if Longhaul made it of these very bytes. They are hashed for it.
	 * @param plan by which it would be cut today; one that was cut otherwise is not
	 * recognised
	 * @param candidates which objects of this size may be it, by their markers
	 */
	public Optional<StoredObject> object(String key, SourceFile file, PartPlan plan,
			Predicate<StoredObject> candidates) {
		return this.store.head(key)
			.filter((object) -> object.size() == file.size())
			.filter(candidates)
			.filter((object) -> isMadeOf(ExpectedObject.of(object), file, plan));
	}

	/**
	 * Whether an object is made of the bytes of a file. A checksum of the full object
	 * does not depend on how it was cut.
	 * @param object one that nothing tells of but its size is of no file
	 */
	public boolean isMadeOf(ExpectedObject object, SourceFile file, PartPlan plan) {
		return object.checksum()
			.map((checksum) -> checksum.equals(whole(file, plan, checksum.algorithm())))
			.orElseGet(() -> object.etag()
				.filter((etag) -> isCutBy(plan, etag) && etag(file, plan).filter(etag::equalsIgnoreCase).isPresent())
				.isPresent());
	}

	private ObjectChecksum whole(SourceFile file, PartPlan plan, ChecksumAlgorithm algorithm) {
		if (plan.single() || !algorithm.combines()) {
			return ObjectChecksum.of(sum(file, new Part(1, 0, file.size()), algorithm));
		}
		return ObjectChecksum
			.of(ofEach(plan, (part) -> new ObjectChecksum.Summed(sum(file, part, algorithm), part.length())));
	}

	/** Behind an ETag's hyphen stands the number of parts; hashing may take hours. */
	private static boolean isCutBy(PartPlan plan, String etag) {
		return plan.single() ? !etag.contains("-") : etag.endsWith("-" + plan.parts());
	}

	private Optional<String> etag(SourceFile file, PartPlan plan) {
		if (plan.single()) {
			return Optional.of(md5(file, plan.part(1)));
		}
		return ExpectedEtag
			.ofParts(ofEach(plan, (part) -> new UploadedPart(part.number(), part.length(), md5(file, part))));
	}

	private <T> List<T> ofEach(PartPlan plan, Function<Part, T> hashing) {
		List<Part> parts = plan.ranges().stream().flatMap((range) -> range.numbers().mapToObj(plan::part)).toList();
		return AllProcessors.map(parts, this.transfer, hashing);
	}

	private String md5(SourceFile file, Part part) {
		return sum(file, part, ChecksumAlgorithm.MD5).hex();
	}

	private Checksum sum(SourceFile file, Part part, ChecksumAlgorithm algorithm) {
		FileSlice slice = new FileSlice(file, part);
		Checksum checksum = slice.checksum(algorithm);
		this.pages.release(slice);
		return checksum;
	}

	private Optional<FoundUpload> found(Upload upload, List<UploadedPart> parts, SourceFile file) {
		return plan(parts, file).map((plan) -> new FileParts(plan, file, integrity(parts), this.pages))
			.filter((own) -> parts.stream().allMatch(own::isPlanned))
			.filter((own) -> own.recognised(parts.get(0)).isPresent())
			.map((own) -> new FoundUpload(upload, own.plan(), own.integrity(), parts.size()));
	}

	/**
	 * Fixed when the upload was begun; its parts tell it where the store lists their
	 * checksums.
	 */
	private static ChecksumAlgorithm integrity(List<UploadedPart> parts) {
		return Optional.ofNullable(parts.get(0).checksum()).map(Checksum::algorithm).orElse(ChecksumAlgorithm.MD5);
	}

	/** All parts but the last are of one size, so the largest tells it. */
	private static Optional<PartPlan> plan(List<UploadedPart> parts, SourceFile file) {
		try {
			return parts.stream()
				.map(UploadedPart::size)
				.max(Comparator.naturalOrder())
				.map((size) -> PartPlan.of(file.size(), new PartSize(size)))
				.filter((plan) -> !plan.single());
		}
		catch (IllegalArgumentException | PlanImpossible ex) {
			return Optional.empty(); // not cut by Longhaul
		}
	}

	/**
	 * An unfinished upload that holds parts of the file.
	 *
	 * @param plan by which it was cut
	 * @param integrity by which its parts are summed
	 * @param parts how many the store holds
	 */
	public record FoundUpload(Upload upload, PartPlan plan, ChecksumAlgorithm integrity, int parts) {
	}

}
