package dev.longhaul.job;

import java.time.Instant;
import java.util.UUID;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.StoredObject;
import dev.longhaul.upload.StoreSearch;
import dev.longhaul.upload.StoreSearch.FoundUpload;

/**
 * Plans an upload by what the store has of it: the repository that knew it is lost.
 *
 * @param requireFree throws if the key has another's object that is to stay
 */
record Rebuild(StoreSearch store, ChecksumAlgorithm integrity, Instant now, Runnable requireFree) {

	/**
	 * Fills the context of an upload that was not planned yet.
	 * @return the context
	 */
	UploadContext plan(UploadContext context, String key, SourceFile file, PartPlan plan) {
		this.store.object(key, file, plan, (object) -> object.marker().isPresent())
			.ifPresentOrElse((object) -> delivered(context, key, plan, object),
					() -> this.store.upload(key, file, (open) -> true)
						.ifPresentOrElse((found) -> unfinished(context, key, found), () -> anew(context, key, plan)));
		return context;
	}

	private void anew(UploadContext context, String key, PartPlan plan) {
		this.requireFree.run(); // rather than when all is sent
		context.plan(plan, this.integrity, key, UUID.randomUUID().toString());
	}

	private void delivered(UploadContext context, String key, PartPlan plan, StoredObject object) {
		context.plan(plan, this.integrity, key, object.marker().orElseThrow());
		context.creation().intent(this.now);
		context.found(object);
	}

	/**
	 * S3 does not tell the metadata of an unfinished upload: its marker stays unknown.
	 */
	private void unfinished(UploadContext context, String key, FoundUpload found) {
		context.plan(found.plan(), found.integrity(), key, "");
		context.creation().intent(this.now);
		context.creation().upload(found.upload());
	}

}
