package dev.longhaul.store;

import java.util.List;
import java.util.Optional;

/**
 * Passes everything on; a test overrides the one verb that shall fail.
 */
public class ForwardingStore implements ObjectStore {

	private final ObjectStore store;

	public ForwardingStore(ObjectStore store) {
		this.store = store;
	}

	@Override
	public CreatedUpload create(ObjectSpec object) {
		return this.store.create(object);
	}

	@Override
	public UploadedPart send(Upload upload, PartBody body) {
		return this.store.send(upload, body);
	}

	@Override
	public List<UploadedPart> listParts(Upload upload) {
		return this.store.listParts(upload);
	}

	@Override
	public void complete(Upload upload, Completion completion) {
		this.store.complete(upload, completion);
	}

	@Override
	public void abort(Upload upload) {
		this.store.abort(upload);
	}

	@Override
	public boolean put(ObjectSpec object, PartBody body, WriteCondition condition) {
		return this.store.put(object, body, condition);
	}

	@Override
	public Optional<StoredObject> head(String key) {
		return this.store.head(key);
	}

	@Override
	public Optional<StoredObject> headForCertain(String key) {
		return this.store.headForCertain(key);
	}

	@Override
	public List<OpenUpload> openUploads(String key) {
		return this.store.openUploads(key);
	}

	@Override
	public OpenUploads openUploads() {
		return this.store.openUploads();
	}

	@Override
	public ObjectReader reader() {
		return this.store.reader();
	}

}
