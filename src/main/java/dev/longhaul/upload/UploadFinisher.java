package dev.longhaul.upload;

import java.util.List;
import java.util.Optional;

import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadGone;
import dev.longhaul.store.UploadedPart;
import org.jspecify.annotations.Nullable;

/**
 * Ends an upload: by an object, proved, or by nothing, proved too.
 */
public record UploadFinisher(ObjectStore store) {

	/** A store may need several aborts while parts in flight arrive. */
	private static final int ABORTS = 5;

	/**
	 * Completes the upload. No answer, a failing one, and "no such upload" all leave open
	 * whether it was carried out: the object's marker tells.
	 */
	public void complete(Upload upload, List<UploadedPart> parts, ObjectMark mark) {
		try {
			this.store.complete(upload, parts);
		}
		catch (UploadGone | StoreUnavailable ex) {
			if (delivered(upload.key(), mark).isEmpty()) {
				throw ex;
			}
		}
	}

	/** The object, if it is there and came from the upload with this mark. */
	public Optional<StoredObject> delivered(String key, ObjectMark mark) {
		return this.store.head(key).filter(mark::isOn);
	}

	/**
	 * Looks at the object and compares it with what was computed from the file.
	 * @param etag what it must be; empty where the store's ETags are no MD5s
	 * @throws DeliveryUnproven if it is not there or not the same
	 */
	public StoredObject prove(String key, ObjectMark mark, long size, Optional<String> etag) {
		StoredObject object = this.store.head(key)
			.orElseThrow(() -> new DeliveryUnproven(key, "the store does not show the object"));
		if (!mark.isOn(object)) {
			throw new DeliveryUnproven(key, "another object has taken its place");
		}
		if (object.size() != size) {
			throw new DeliveryUnproven(key, "the object has %,d bytes, the file %,d".formatted(object.size(), size));
		}
		if (object.hasMd5Etag() && etag.isPresent() && !etag.get().equalsIgnoreCase(object.etag())) {
			throw new DeliveryUnproven(key,
					"its ETag is %s, computed from the file %s".formatted(object.etag(), etag.get()));
		}
		return object;
	}

	/**
	 * Aborts until the store does not know the upload any more.
	 * @throws AbortUnfinished if it still does after several times
	 */
	public void abort(Upload upload) {
		for (int times = 0; times < ABORTS; times++) {
			try {
				this.store.abort(upload);
				if (isGone(upload)) {
					return;
				}
			}
			catch (UploadGone ex) {
				return;
			}
		}
		throw new AbortUnfinished(upload.key());
	}

	/**
	 * Aborts what a kill between CreateMultipartUpload and its commit left behind:
	 * uploads of our key without a part. Others' uploads are not touched.
	 * @param window when it can have been begun
	 * @param ours the upload that goes on, null if there is none
	 */
	public void abortOrphans(String key, CreationWindow window, @Nullable Upload ours) {
		this.store.openUploads(key)
			.stream()
			.filter(window::holds)
			.map(OpenUpload::upload)
			.filter((upload) -> !upload.equals(ours))
			.filter((upload) -> this.store.listParts(upload).isEmpty())
			.forEach(this::abort);
	}

	/**
	 * Some stores answer an empty list of parts for an upload that they do not list any
	 * more.
	 */
	private boolean isGone(Upload upload) {
		return this.store.listParts(upload).isEmpty()
				&& this.store.openUploads(upload.key()).stream().noneMatch((open) -> open.upload().equals(upload));
	}

}
