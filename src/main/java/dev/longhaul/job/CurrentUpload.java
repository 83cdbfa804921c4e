package dev.longhaul.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.LockSettings;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.ContentType;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.InodeChange;
import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.Whereabouts;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.ObjectSettings;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.WriteCondition;
import dev.longhaul.upload.Allowance;
import dev.longhaul.upload.DeliveryUnproven;
import dev.longhaul.upload.DestinationChanged;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.store.StoreInQuestion;
import dev.longhaul.upload.ObjectExists;
import dev.longhaul.upload.ObjectMark;
import dev.longhaul.upload.PartPlace;
import dev.longhaul.upload.PartUploader;
import dev.longhaul.upload.Proof;
import dev.longhaul.upload.Proved;
import dev.longhaul.upload.Reconciler;
import dev.longhaul.upload.StoreKnowledge;
import dev.longhaul.upload.StoreSearch;
import dev.longhaul.upload.Transfer;
import dev.longhaul.upload.UploadFinisher;

/**
 * All that a step needs to know of the upload it works on.
 */
record CurrentUpload(UploadIdentity identity, JobDefinition definition, UploadContext context, ObjectStore store,
		Transfer transfer, Allowance allowance) {

	PartPlan plan() {
		return this.context.plan(this.identity.size());
	}

	/** The file as it was when the upload was planned, or taken up again. */
	SourceFile file() {
		return this.identity.snapshot(this.context.source().fileKey());
	}

	/**
	 * Looks whether the file is still the one of these parts. A write may set the time
	 * back: where anything of the file has changed since it was seen, they are compared.
	 * @throws SourceChanged if it is not
	 */
	void requireUnchanged(List<UploadedPart> parts) {
		String change = InodeChange.of(this.identity.file());
		SourceFile file = file();
		file.requireUnchanged();
		if (this.context.source().hasSeen(file, change)) {
			return;
		}
		otherThan(parts, file).ifPresent((number) -> {
			throw new FileSlice(file, plan().part(number)).changed();
		});
		see(file, change);
	}

	/**
	 * Whether what has the file's name has other bytes than were delivered; they are
	 * compared where anything of it has changed since it was seen. What is gone has none:
	 * another definition that delivered it may have taken it away meanwhile.
	 * @param parts those delivered; none where the object was computed or found as a
	 * whole
	 */
	boolean isWrittenOver(List<UploadedPart> parts) {
		try {
			return !hasDeliveredBytes(parts);
		}
		catch (SourceGone ex) {
			return false;
		}
	}

	private boolean hasDeliveredBytes(List<UploadedPart> parts) {
		String change = InodeChange.of(this.identity.file());
		SourceFile now = SourceFile.of(this.identity.file());
		if (this.context.source().hasSeen(now, change)) {
			return true;
		}
		boolean same = !this.context.source().hasSeenOther(change) && this.context.expected(this.identity.size())
			.map((whole) -> search().isMadeOf(whole, now, plan()))
			.orElseGet(() -> otherThan(parts, now).isEmpty());
		if (same) {
			see(now, change);
		}
		else {
			this.context.source().seeOther(change);
		}
		return same;
	}

	/** The number of the first of these parts that the file does not have. */
	private Optional<Integer> otherThan(List<UploadedPart> parts, SourceFile file) {
		return reconciler(file).compare(parts, Checkpoint.of(parts), false).lost().stream().findFirst();
	}

	/**
	 * Takes the file as it is seen now, for nothing of it is in the store: a remount, or
	 * another machine, gave its device another number since it was planned.
	 */
	void seeFile() {
		see(this.identity.requireUnchanged());
	}

	/** Notes the file as it is from which the next parts are sent. */
	void see(SourceFile seen) {
		see(seen, InodeChange.of(seen.path()));
	}

	/**
	 * The same.
	 * @param change as it was before the file was compared
	 */
	void see(SourceFile seen, String change) {
		this.context.source().see(Whereabouts.of(seen, this.definition.source().root()), change);
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

	/**
	 * By which the object is recognised.
	 * @param parts all of them; they tell what an upload holds that was found in the
	 * store
	 */
	ObjectMark mark(List<UploadedPart> parts) {
		return new ObjectMark(this.context.marker(),
				Optional.of(parts).filter((all) -> this.context.isTakenOver()).map(ExpectedObject::ofParts));
	}

	/**
	 * The checksum that the object of these parts must have, if the store can compare it
	 * with one of its own.
	 */
	Optional<ObjectChecksum> wholeChecksum(List<UploadedPart> parts) {
		return this.context.isFullObject() ? ExpectedObject.ofParts(parts).checksum() : Optional.empty();
	}

	/**
	 * The algorithm by which the parts of an upload that is planned now are summed: what
	 * the definition says, else the strongest that the store is known to verify.
	 * @throws StoreException if the store passes over what the definition asks for
	 */
	ChecksumAlgorithm integrity(String key, StoreKnowledge stores) {
		StoreInQuestion store = this.definition.destination().inQuestion(key);
		stores.requireEncryption(store);
		Optional<ChecksumAlgorithm> wanted = this.definition.transfer().checksum();
		wanted.ifPresent((algorithm) -> stores.requireVerified(algorithm, store));
		return wanted.orElseGet(() -> stores.integrity(store));
	}

	/** By what an object that is begun now is to be encrypted. */
	Encryption.Type encryption() {
		return this.definition.destination().settings().encryption().type();
	}

	/**
	 * Proves the object; weaker where that rests on a Content-MD5 that the store does not
	 * check.
	 * @throws DeliveryUnproven if it is not there, or not the same
	 */
	Proved prove(ObjectMark mark, ExpectedObject expected, StoreKnowledge stores) {
		StoreInQuestion store = this.definition.destination().inQuestion(key());
		Proved proved = finisher().prove(key(), mark, expected, () -> !stores.makesMd5Etags(store));
		boolean hollow = proved.proof() == Proof.CONTENT_MD5 && !stores.verifiesContentMd5(store);
		return hollow ? new Proved(proved.object(), expected, Proof.SIZE) : proved;
	}

	/** Finds in the store what the repository has lost of it. */
	StoreSearch search() {
		return new StoreSearch(this.store, this.allowance.pages(), transfer());
	}

	/**
	 * Aborts what lost answers to CreateMultipartUpload may have left beside it.
	 */
	void abortTwins() {
		this.context.twinWindow(this.identity.size())
			.ifPresent((window) -> finisher().abortTwins(key(), window, this.context.creation().upload().orElse(null)));
	}

	WriteCondition condition() {
		return this.definition.destination().ifExists().condition();
	}

	/**
	 * Looks whether the last request would be refused.
	 * @throws ObjectExists if the key has an object, and that is to stay
	 */
	void requireFree(String key) {
		if (condition() == WriteCondition.IF_ABSENT && this.store.head(key).isPresent()) {
			throw new ObjectExists(key);
		}
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

	/** Fixes from when the object's lock counts, if it has one. */
	void beginLock(Instant now) {
		LockSettings lock = this.definition.destination().objectLock();
		if (lock != null) {
			this.context.creation().lockFrom(lock.begins(this.context.creation().lockFrom().orElse(now), now));
		}
	}

	ObjectSpec object() {
		Destination destination = this.definition.destination();
		ObjectSettings settings = this.context.creation()
			.lockFrom()
			.or(this.context.creation()::intent)
			.map(destination::settings)
			.orElseGet(destination::settings);
		ObjectSettings detected = destination.detectsContentType()
				? settings.withContentType(ContentType.of(new FileSlice(file(), plan().part(1)))) : settings;
		return destination.object(key(), Map.of(StoredObject.MARKER, this.context.marker()), detected,
				this.context.integrity());
	}

}
