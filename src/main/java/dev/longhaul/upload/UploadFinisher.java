package dev.longhaul.upload;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.longhaul.store.Completion;
import dev.longhaul.store.ConditionConflict;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadGone;
import org.jspecify.annotations.Nullable;

/**
 * Ends an upload: by an object, proved, or by nothing, proved too.
 */
public record UploadFinisher(ObjectStore store) {

	/** A store may need several aborts while parts in flight arrive. */
	private static final int ABORTS = 5;

	/**
	 * Completes the upload. No answer, a failing one, and "no such upload" all leave open
	 * whether it was carried out: the object's marker tells, in the end.
	 * @throws RequestRefused if the store sums another object than was summed here, which
	 * it would do again
	 */
	public void complete(Upload upload, Completion completion, ObjectMark mark) {
		try {
			this.store.complete(upload, completion);
		}
		catch (PreconditionFailed | ConditionConflict ex) {
			requireOurs(upload.key(), mark, ex);
		}
		catch (PartDamaged ex) {
			throw new RequestRefused(ex.getMessage()
					+ "; the store has every part as it was sent, and yet sums another "
					+ "object: set transfer.integrity to md5, end the upload by 'longhaul abort', then run again", ex);
		}
		catch (UploadGone | StoreUnavailable ex) {
			if (deliveredInTheEnd(upload.key(), mark).isEmpty()) {
				throw ex;
			}
		}
	}

	/**
	 * Decides what a failed If-None-Match means. A repeated request meets the object that
	 * the first one made: then all is well.
	 * @throws ObjectExists if it is somebody else's object
	 * @throws UploadGone if there is none: S3 wants an upload whose Complete met another
	 * write of the key to be begun anew
	 */
	public void requireOurs(String key, ObjectMark mark, StoreException condition) {
		// a condition that does not hold says that there is one, and the other write of a
		// conflict may be the first try of this very request, which is carried out yet
		Optional<StoredObject> there = patiently().at(key, (any) -> true);
		if (there.isEmpty()) {
			throw new UploadGone(condition.getMessage() + "; the upload begins anew", condition);
		}
		if (!mark.isOn(there.get())) {
			throw new ObjectExists(key);
		}
	}

	/** The object, if it is there and came from the upload with this mark. */
	public Optional<StoredObject> delivered(String key, ObjectMark mark) {
		return this.store.head(key).filter(mark::isOn);
	}

	/**
	 * The same of an object that may just have been made, so that it is worth a few
	 * seconds.
	 */
	public Optional<StoredObject> deliveredInTheEnd(String key, ObjectMark mark) {
		return patiently().at(key, mark::isOn).filter(mark::isOn);
	}

	/**
	 * Looks at the object and compares it with what was computed from the file.
	 * @param otherEtags whether the store's ETags of objects made of parts are not S3's
	 * @throws DeliveryUnproven if it is not there, for several looks, or not the same
	 */
	public Proved prove(String key, ObjectMark mark, ExpectedObject expected, BooleanSupplier otherEtags) {
		StoredObject object = patiently().at(key, mark::isOn).orElseThrow(() -> DeliveryUnproven.notShown(key));
		if (!mark.isOn(object)) {
			throw new DeliveryUnproven(key, "another object has taken its place");
		}
		return new Proved(object, expected, expected.proveBy(object, otherEtags));
	}

	/**
	 * Looks whether the object that an earlier run proved is still there.
	 * @throws DeliveryUnproven if it is not, or not the same
	 */
	public StoredObject prove(Receipt receipt) {
		StoredObject object = this.store.head(receipt.key()).orElseThrow(() -> DeliveryUnproven.gone(receipt.key()));
		if (object.size() != receipt.size() || !object.etag().equals(receipt.etag())) {
			throw new DeliveryUnproven(receipt.key(), "another object has taken its place");
		}
		return object;
	}

	private PatientLook patiently() {
		return new PatientLook(this.store);
	}

	/**
	 * Aborts until the store does not know the upload any more.
	 * @return whether the store still knew it after the first request, so that these have
	 * ended it; otherwise it may have been completed before, of which some stores accept
	 * an abort too
	 * @throws AbortUnfinished if it still does after several times
	 */
	public boolean abort(Upload upload) {
		for (int times = 0; times < ABORTS; times++) {
			try {
				this.store.abort(upload);
				if (isGone(upload)) {
					return times > 0;
				}
			}
			catch (UploadGone ex) {
				return times > 0;
			}
		}
		throw new AbortUnfinished(upload.key());
	}

	/**
	 * Aborts the twins that a kill between CreateMultipartUpload and its commit left
	 * behind: uploads of our key without a part. Others' uploads are not touched.
	 * @param window when it can have been begun
	 * @param ours the upload that goes on, null if there is none
	 */
	public void abortTwins(String key, CreationWindow window, @Nullable Upload ours) {
		List<OpenUpload> all = this.store.openUploads(key);
		CreationWindow theirs = all.stream()
			.filter((open) -> open.upload().equals(ours))
			.findFirst()
			.map(window::byClockOf)
			.orElse(window);
		all.stream()
			.filter(theirs::holds)
			.filter((open) -> !open.upload().equals(ours))
			.filter((open) -> this.store.listParts(open).filter(List::isEmpty).isPresent())
			.map(OpenUpload::upload)
			.forEach(this::abort);
	}

	/**
	 * Some stores answer no parts for an upload that they no longer list.
	 */
	private boolean isGone(Upload upload) {
		return this.store.listParts(upload).isEmpty()
				&& this.store.openUploads(upload.key()).stream().noneMatch((open) -> open.upload().equals(upload));
	}

}
