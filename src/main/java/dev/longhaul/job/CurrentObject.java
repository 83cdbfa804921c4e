package dev.longhaul.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.definition.Destination;
import dev.longhaul.source.ContentType;
import dev.longhaul.source.FileSlice;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.ObjectSettings;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreInQuestion;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import dev.longhaul.upload.DeliveryUnproven;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.ObjectExists;
import dev.longhaul.upload.ObjectMark;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Proved;

/**
 * The object that an upload makes.
 */
record CurrentObject(CurrentUpload upload) {

	/**
	 * By which the object is recognised.
	 * @param parts all of them; they tell what an upload holds that was found in the
	 * store
	 */
	ObjectMark mark(List<UploadedPart> parts) {
		return new ObjectMark(this.upload.context().marker(),
				Optional.of(parts).filter((all) -> this.upload.context().isTakenOver()).map(ExpectedObject::ofParts));
	}

	/**
	 * The checksum that the object of these parts must have, if the store can compare it
	 * with one of its own.
	 */
	Optional<ObjectChecksum> wholeChecksum(List<UploadedPart> parts) {
		return this.upload.context().isFullObject() ? ExpectedObject.ofParts(parts).checksum() : Optional.empty();
	}

	/**
	 * The algorithm by which the parts of an upload that is planned now are summed: what
	 * the definition says, else the strongest that the store is known to verify.
	 * @throws StoreException if the store passes over what the definition asks for
	 */
	ChecksumAlgorithm integrity(String key) {
		StoreInQuestion store = this.upload.definition().destination().inQuestion(key);
		this.upload.stores().requireEncryption(store);
		Optional<ChecksumAlgorithm> wanted = this.upload.definition().transfer().checksum();
		wanted.ifPresent((algorithm) -> this.upload.stores().requireVerified(algorithm, store));
		return wanted.orElseGet(() -> this.upload.stores().integrity(store));
	}

	/** By what an object that is begun now is to be encrypted. */
	Encryption.Type encryption() {
		return this.upload.definition().destination().settings().encryption().type();
	}

	/**
	 * Proves the object; weaker where that rests on a Content-MD5 that the store does not
	 * check, or on a checksum of a PutObject of which no answer says that it did.
	 * @param parts all of them; none where the whole is known
	 * @throws DeliveryUnproven if it is not there, or not the same
	 */
	Proved prove(List<UploadedPart> parts, ExpectedObject expected) {
		StoreInQuestion store = this.upload.definition().destination().inQuestion(this.upload.key());
		Proved proved = this.upload.finisher()
			.prove(this.upload.key(), mark(parts), expected, () -> !this.upload.stores().makesMd5Etags(store));
		boolean hollow = switch (proved.proof()) {
			case CONTENT_MD5 -> !this.upload.stores().verifiesContentMd5(store);
			case PART_CHECKSUMS -> this.upload.plan().single() && !this.upload.context().put().isVerified();
			default -> false;
		};
		return hollow ? new Proved(proved.object(), expected, Proof.SIZE) : proved;
	}

	/**
	 * Aborts what lost answers to CreateMultipartUpload may have left beside it.
	 */
	void abortTwins() {
		this.upload.context()
			.twinWindow(this.upload.identity().size())
			.ifPresent((window) -> this.upload.finisher()
				.abortTwins(this.upload.key(), window, this.upload.context().creation().upload().orElse(null)));
	}

	WriteCondition condition() {
		return this.upload.definition().destination().ifExists().condition();
	}

	/**
	 * Looks whether the last request would be refused.
	 * @throws ObjectExists if the key has an object, and that is to stay
	 */
	void requireFree(String key) {
		if (condition() == WriteCondition.IF_ABSENT && this.upload.store().head(key).isPresent()) {
			throw new ObjectExists(key);
		}
	}

	/** Fixes from when the object's lock counts, if it has one. */
	void beginLock(Instant now) {
		CreationEntries creation = this.upload.context().creation();
		this.upload.definition()
			.destination()
			.lock()
			.ifPresent((lock) -> creation.lockFrom(lock.begins(creation.lockFrom().orElse(now), now)));
	}

	/** As it is asked of the store. */
	ObjectSpec spec() {
		Destination destination = this.upload.definition().destination();
		CreationEntries creation = this.upload.context().creation();
		ObjectSettings settings = creation.lockFrom()
			.or(creation::intent)
			.map(destination::settings)
			.orElseGet(destination::settings);
		ObjectSettings detected = destination.detectsContentType() ? settings
			.withContentType(ContentType.of(new FileSlice(this.upload.file(), this.upload.plan().part(1)))) : settings;
		return destination.object(this.upload.key(), Map.of(StoredObject.MARKER, this.upload.context().marker()),
				detected, this.upload.context().integrity());
	}

}
