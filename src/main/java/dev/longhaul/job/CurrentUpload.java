package dev.longhaul.job;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.Upload;
import dev.longhaul.upload.Allowance;
import dev.longhaul.upload.DestinationChanged;
import dev.longhaul.upload.PartPlace;
import dev.longhaul.upload.PartUploader;
import dev.longhaul.upload.Reconciler;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.StoreSearch;
import dev.longhaul.upload.Transfer;
import dev.longhaul.upload.UploadFinisher;

/**
 * All that a step needs to know of the upload it works on.
 *
 * @param store that its object is in, or is to be in
 * @param stores what is known of each store
 * @param followed whether the file's name may be that of a symbolic link
 * @param requireClaims asked before a request that would take the upload from another
 * process which goes on with it; throws if there may be one
 */
record CurrentUpload(UploadIdentity identity, JobDefinition definition, UploadContext context, ObjectStore store,
		StoreKnowledge stores, Transfer transfer, Allowance allowance, boolean followed, Runnable requireClaims) {

	/** What becomes of the file meanwhile. */
	CurrentFile source() {
		return new CurrentFile(this);
	}

	/** What is made of it. */
	CurrentObject object() {
		return new CurrentObject(this);
	}

	PartPlan plan() {
		return this.context.plan(this.identity.size());
	}

	/** The file as it was when the upload was planned, or taken up again. */
	SourceFile file() {
		return this.identity.snapshot(this.context.source().fileKey()).followed(this.followed);
	}

	Reconciler reconciler(SourceFile file) {
		return new Reconciler(plan(), file, this.context.integrity(), this.allowance.pages(), this.transfer);
	}

	PartUploader uploader() {
		return new PartUploader(this.store, file(), this.context.integrity(), this.transfer, this.allowance);
	}

	/** Waits for a place among the parts that are sent at once. */
	PartPlace place() {
		return this.definition.transfer().adaptive() ? this.allowance.limit().enter() : this.allowance.places().enter();
	}

	UploadFinisher finisher() {
		return new UploadFinisher(this.store);
	}

	/** Finds in the store what the repository has lost of it. */
	StoreSearch search() {
		return new StoreSearch(this.store, this.allowance.pages(), transfer());
	}

	String key() {
		return this.context.key().orElseThrow(() -> new IllegalStateException("the upload has no plan yet"));
	}

	/**
	 * Looks whether the definition still sends the file where the upload was begun to.
	 * @throws DestinationChanged if it does not
	 */
	void requireSameDestination() {
		DestinationChanged.require(this.identity.file(), this.identity.destination(),
				this.definition.destination().address().identity());
	}

	Upload upload() {
		return this.context.creation()
			.upload()
			.orElseThrow(() -> new IllegalStateException("the upload of %s was not begun".formatted(key())));
	}

}
