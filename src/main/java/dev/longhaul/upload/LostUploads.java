package dev.longhaul.upload;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartSize;
import dev.longhaul.part.PlanImpossible;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;

/**
 * Finds in the store what a repository that was damaged or lost does not know any more:
 * an unfinished upload of a file, or its object.
 */
public record LostUploads(ObjectStore store) {

	/**
	 * The upload of this key that holds the most parts of the file. Only the first of its
	 * parts is compared with the file here; taking it up compares them all.
	 * @param candidates which of the open uploads may be taken
	 */
	public Optional<FoundUpload> upload(String key, SourceFile file, Predicate<OpenUpload> candidates) {
		return this.store.openUploads(key)
			.stream()
			.filter(candidates)
			.flatMap((open) -> found(open.upload(), file).stream())
			.max(Comparator.comparingInt(FoundUpload::parts));
	}

	/**
	 * The object, if Longhaul made it of these very bytes.
	 * @param plan by which it would be cut today; one that was cut otherwise is not
	 * recognised
	 */
	public Optional<StoredObject> object(String key, SourceFile file, PartPlan plan) {
		return this.store.head(key)
			.filter((object) -> object.size() == file.size() && object.marker().isPresent())
			.filter((object) -> object.hasMd5Etag() && isCutBy(plan, object))
			.filter((object) -> etag(file, plan).filter(object.etag()::equalsIgnoreCase).isPresent());
	}

	/** Behind an ETag's hyphen stands the number of parts; hashing may take hours. */
	private static boolean isCutBy(PartPlan plan, StoredObject object) {
		return plan.single() ? !object.etag().contains("-") : object.etag().endsWith("-" + plan.parts());
	}

	private static Optional<String> etag(SourceFile file, PartPlan plan) {
		if (plan.single()) {
			return Optional.of(new FileSlice(file, plan.part(1)).md5());
		}
		return ExpectedEtag.ofParts(plan.ranges()
			.stream()
			.flatMap((range) -> range.numbers().mapToObj(plan::part))
			.map((part) -> new UploadedPart(part.number(), part.length(), new FileSlice(file, part).md5()))
			.toList());
	}

	private Optional<FoundUpload> found(Upload upload, SourceFile file) {
		List<UploadedPart> parts = this.store.listParts(upload);
		return plan(parts, file).filter((plan) -> parts.stream().allMatch((part) -> isPlanned(part, plan)))
			.filter((plan) -> isOfFile(parts.get(0), plan, file))
			.map((plan) -> new FoundUpload(upload, plan, parts.size()));
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

	private static boolean isPlanned(UploadedPart part, PartPlan plan) {
		return part.number() <= plan.parts() && part.size() == plan.part(part.number()).length();
	}

	private static boolean isOfFile(UploadedPart part, PartPlan plan, SourceFile file) {
		return part.etag().equalsIgnoreCase(new FileSlice(file, plan.part(part.number())).md5());
	}

	/**
	 * An unfinished upload that holds parts of the file.
	 *
	 * @param plan by which it was cut
	 * @param parts how many the store holds
	 */
	public record FoundUpload(Upload upload, PartPlan plan, int parts) {
	}

}
