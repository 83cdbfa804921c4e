package dev.longhaul.stub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One bucket: its objects and its uploads, changed under one lock so that each request
 * takes effect at one moment.
 */
final class Bucket {

	private static final Comparator<OpenUpload> LISTING_ORDER = Comparator.comparing(OpenUpload::key, KeyOrder.UTF_8)
		.thenComparing(OpenUpload::uploadId);

	private final BlobStore blobs;

	private final History history;

	private final NavigableMap<String, StoredObject> objects = new TreeMap<>(KeyOrder.UTF_8);

	private final Map<String, Upload> uploads = new TreeMap<>();

	private final Versions versions = new Versions();

	private final List<AbortRule> abortRules = new ArrayList<>();

	Bucket(BlobStore blobs, History history) {
		this.blobs = blobs;
		this.history = history;
	}

	synchronized void add(AbortRule rule) {
		this.abortRules.add(rule);
	}

	synchronized List<AbortRule> abortRules() {
		return List.copyOf(this.abortRules);
	}

	synchronized void open(Upload upload) {
		this.uploads.put(upload.name().uploadId(), upload);
	}

	/** The upload for writing to it, which an abort ends. */
	synchronized Upload upload(String key, @Nullable String uploadId) {
		Upload upload = listed(key, uploadId);
		if (upload.aborted()) {
			throw S3Error.noSuchUpload();
		}
		return upload;
	}

	/** The upload as listings see it. */
	synchronized Upload listed(String key, @Nullable String uploadId) {
		Upload upload = (uploadId != null) ? this.uploads.get(uploadId) : null;
		if (upload == null || !upload.name().key().equals(key)) {
			throw S3Error.noSuchUpload();
		}
		return upload;
	}

	/**
	 * The upload may have been completed or aborted while the body was on its way: then
	 * nothing is stored.
	 */
	synchronized void store(Upload.Name name, Part part) {
		Upload upload = upload(name.key(), name.uploadId());
		Part before = upload.parts().put(part.number(), part);
		if (before != null) {
			this.blobs.delete(before.file());
		}
		this.history
			.stored(new PartSend(name.bucket(), name.key(), name.uploadId(), part.number(), part.size(), part.etag()));
	}

	synchronized void abort(String key, @Nullable String uploadId) {
		remove(listed(key, uploadId), List.of());
	}

	synchronized StoredObject complete(CompleteOrder order, Instant now) {
		Upload upload = upload(order.key(), order.uploadId());
		List<Part> parts = order.select(upload);
		StoredObject object = Assembly.of(upload, parts, now);
		order.check(object);
		become(object, upload, order.onlyIfAbsent());
		return object;
	}

	/** With all the parts that are there. */
	synchronized void completeAsItIs(String key, @Nullable String uploadId, Instant now) {
		Upload upload = upload(key, uploadId);
		become(Assembly.of(upload, List.copyOf(upload.parts().values()), now), upload, false);
	}

	synchronized void put(StoredObject object, boolean onlyIfAbsent) {
		if (onlyIfAbsent && this.objects.containsKey(object.key())) {
			throw S3Error.preconditionFailed();
		}
		gone(this.objects.put(object.key(), this.versions.named(object)));
	}

	/** Where versions are kept, it is hidden by a delete marker only, or one is gone. */
	synchronized void deleteObject(String key, @Nullable String versionId) {
		StoredObject current = this.objects.get(key);
		if (versionId == null) {
			gone(this.objects.remove(key));
		}
		else if (current != null && Versions.isNamed(current, versionId)) {
			this.objects.remove(key);
			this.blobs.delete(current.parts());
			this.versions.newest(key).ifPresent((past) -> this.objects.put(key, past));
		}
		else {
			this.versions.delete(key, versionId).ifPresent((past) -> this.blobs.delete(past.parts()));
		}
	}

	synchronized List<StoredObject> pastVersions() {
		return this.versions.past();
	}

	private void gone(@Nullable StoredObject before) {
		if (before != null && !this.versions.keep(before)) {
			this.blobs.delete(before.parts());
		}
	}

	/** From now on. */
	synchronized void keepVersions() {
		this.versions.begin();
	}

	/** The current object, or one that was, by its version id. */
	synchronized StoredObject version(String key, @Nullable String versionId) {
		StoredObject current = this.objects.get(key);
		if (versionId == null || (current != null && Versions.isNamed(current, versionId))) {
			return object(key);
		}
		return this.versions.of(key, versionId);
	}

	synchronized StoredObject object(String key) {
		StoredObject object = this.objects.get(key);
		if (object == null) {
			throw S3Error.noSuchKey();
		}
		return object;
	}

	synchronized boolean contains(String key) {
		return this.objects.containsKey(key);
	}

	/** In the order of a listing. */
	synchronized List<StoredObject> objects() {
		return List.copyOf(this.objects.values());
	}

	/** In the order of a listing: by key, and for one key by initiation. */
	synchronized List<OpenUpload> openUploads() {
		return this.uploads.values().stream().map(Upload::snapshot).sorted(LISTING_ORDER).toList();
	}

	synchronized SortedMap<Integer, Part> parts(Upload upload) {
		return upload.snapshot().parts();
	}

	synchronized void markAborted(String key, @Nullable String uploadId) {
		listed(key, uploadId).markAborted();
	}

	private void become(StoredObject object, Upload upload, boolean onlyIfAbsent) {
		put(object, onlyIfAbsent);
		remove(upload, object.parts());
		this.history.completed(upload.name());
	}

	private void remove(Upload upload, List<Part> kept) {
		this.uploads.remove(upload.name().uploadId());
		List<Part> dropped = new ArrayList<>(upload.parts().values());
		dropped.removeAll(Set.copyOf(kept));
		this.blobs.delete(dropped);
	}

}
