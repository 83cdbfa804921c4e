package dev.longhaul.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.definition.Destination;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.Bandwidth;
import dev.longhaul.upload.DestinationChanged;
import dev.longhaul.upload.ExpectedEtag;
import dev.longhaul.upload.ObjectMark;
import dev.longhaul.upload.PartUploader;
import dev.longhaul.upload.Transfer;
import dev.longhaul.upload.UploadFinisher;

/**
 * All that a step needs to know of the upload it works on.
 */
record CurrentUpload(UploadIdentity identity, JobDefinition definition, UploadContext context, ObjectStore store,
		Transfer transfer, Bandwidth bandwidth) {

	PartPlan plan() {
		return this.context.plan(this.identity.size());
	}

	/** The file as it was when the upload was planned, or taken up again. */
	SourceFile file() {
		return new SourceFile(this.identity.file(), this.identity.size(), this.identity.modified(),
				this.context.fileKey());
	}

	PartUploader uploader() {
		return new PartUploader(this.store, file(), this.transfer, this.bandwidth);
	}

	UploadFinisher finisher() {
		return new UploadFinisher(this.store);
	}

	/**
	 * By what the object is known again.
	 * @param parts all of them; they tell the ETag where the marker is not known
	 */
	ObjectMark mark(List<UploadedPart> parts) {
		return new ObjectMark(this.context.marker(), ExpectedEtag.ofParts(parts));
	}

	String key() {
		return this.context.key().orElseThrow(() -> new IllegalStateException("the upload has no plan yet"));
	}

	/**
	 * Looks whether the definition still sends the file where the upload was begun to.
	 * @throws DestinationChanged if it does not
	 */
	void requireSameDestination() {
		String now = this.definition.destination().address().identity();
		if (!now.equals(this.identity.destination())) {
			throw new DestinationChanged(this.identity.file(), this.identity.destination(), now);
		}
	}

	Upload upload() {
		return this.context.upload()
			.orElseThrow(() -> new IllegalStateException("the upload of %s was not begun".formatted(key())));
	}

	ObjectSpec object() {
		Destination destination = this.definition.destination();
		Map<String, String> metadata = new LinkedHashMap<>(destination.metadata());
		metadata.put(StoredObject.MARKER, this.context.marker());
		return new ObjectSpec(key(), destination.contentType(), destination.storageClass(), metadata);
	}

}
