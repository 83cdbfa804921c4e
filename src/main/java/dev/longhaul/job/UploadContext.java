package dev.longhaul.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.checkpoint.PartsFormat;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.part.PartPlan;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.CreationWindow;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.Receipt;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The job's execution context in values: what the steps of an upload, its restarts and
 * its reports know of it. What belongs together has entries of its own. The names are an
 * interface: a restart reads what an older Longhaul wrote.
 */
public record UploadContext(ExecutionContext context) {

	static final String KEY = "key";

	static final String MARKER = "marker";

	private static final String PART_SIZE = "part-size";

	private static final String RANGE_LENGTH = "range-length";

	private static final String MD5 = "md5";

	private static final String CHECKSUM = "checksum";

	private static final String INTEGRITY = "integrity";

	private static final String FOUND = "found";

	private static final String TAKEN_OVER = "taken-over";

	private static final String ADOPTED = "adopted";

	private static final String UNPROVEN = "failure-unproven";

	static final String ABORTED = "aborted";

	static final String RECEIPT = "receipt";

	/**
	 * Of a bucket that no definition names any more the store's answer advises it too.
	 */
	private static final String FORGET = "longhaul abort --forget";

	/** Whether the plan step has been here. */
	public boolean isPlanned() {
		return this.context.containsKey(PART_SIZE);
	}

	void plan(PartPlan plan, ChecksumAlgorithm integrity, String key, String marker) {
		this.context.putString(INTEGRITY, integrity.label());
		this.context.putLong(PART_SIZE, plan.partSize());
		this.context.putLong(RANGE_LENGTH, plan.rangeLength());
		this.context.putString(KEY, key);
		this.context.putString(MARKER, marker);
	}

	/**
	 * The plan, as it was made at the first try.
	 * @param fileSize in bytes
	 */
	public PartPlan plan(long fileSize) {
		return new PartPlan(fileSize, this.context.getLong(PART_SIZE), (int) this.context.getLong(RANGE_LENGTH));
	}

	/** The object's key, fixed at the first try; nothing before the plan. */
	public Optional<String> key() {
		return text(KEY);
	}

	/**
	 * The text in the object's metadata by which the upload is known again; empty for one
	 * that was found in the store.
	 */
	public String marker() {
		return this.context.getString(MARKER);
	}

	/** The file that is sent. */
	SourceEntries source() {
		return new SourceEntries(this.context);
	}

	/** How the upload was begun in the store. */
	public CreationEntries creation() {
		return new CreationEntries(this.context);
	}

	/** What became of the file after its delivery. */
	public RemovalEntries removal() {
		return new RemovalEntries(this.context);
	}

	/**
	 * Whether the store is known to sum the whole object; not known of an upload that was
	 * found in the store, and of those that were begun before it was kept here.
	 */
	boolean isFullObject() {
		return creation().isFullObject() || integrity() == ChecksumAlgorithm.CRC64NVME;
	}

	/**
	 * When an upload can have been begun of which only the intent is known: before the id
	 * was committed, or although it was. Never where the file travels in one PutObject.
	 * @param size of the file, in bytes
	 */
	public Optional<CreationWindow> twinWindow(long size) {
		CreationEntries creation = creation();
		if (creation.upload().isEmpty()) {
			return creation.intent()
				.filter((intent) -> !isPlanned() || !plan(size).single())
				.map(CreationWindow::after);
		}
		return creation.intent()
			.flatMap(
					(intent) -> creation.twinUntil().map((until) -> new CreationWindow(intent, until, !isTakenOver())));
	}

	/**
	 * What was computed from the whole file, where it travels in one PutObject or was
	 * found delivered.
	 * @param size of the file, in bytes
	 */
	Optional<ExpectedObject> expected(long size) {
		ExpectedObject expected = new ExpectedObject(size, text(MD5), text(CHECKSUM).map(ObjectChecksum::parse));
		return Optional.of(expected).filter((known) -> known.etag().isPresent() || known.checksum().isPresent());
	}

	void expect(ExpectedObject computed) {
		computed.etag().ifPresent((etag) -> this.context.putString(MD5, etag));
		computed.checksum().ifPresent((checksum) -> this.context.putString(CHECKSUM, checksum.toString()));
	}

	/** Expects the ETag too, of an object whose checksum the store may not check. */
	void expectEtag(String md5) {
		this.context.putString(MD5, md5);
	}

	/** What the answer to PutObject has told. */
	PutEntries put() {
		return new PutEntries(this.context);
	}

	/** By which the parts are summed: fixed when the upload is planned. */
	public ChecksumAlgorithm integrity() {
		return text(INTEGRITY).map(ChecksumAlgorithm::named).orElse(ChecksumAlgorithm.MD5);
	}

	/**
	 * Whether the object was in the store although this repository knew nothing of it.
	 */
	boolean isFound() {
		return this.context.containsKey(FOUND);
	}

	/** Notes an object that was compared with the file. */
	void found(StoredObject object) {
		expect(ExpectedObject.of(object));
		this.context.putString(FOUND, "true");
	}

	/**
	 * Whether the unfinished upload was found in the store, and may be another's: its
	 * marker then is not ours.
	 */
	boolean isTakenOver() {
		return this.context.containsKey(TAKEN_OVER) || marker().isEmpty();
	}

	void takenOver() {
		this.context.putString(TAKEN_OVER, "true");
	}

	/**
	 * Parts that were taken over from the store for ranges that have not begun; their own
	 * checkpoints begin with them.
	 */
	Checkpoint adopted(PartPlan plan) {
		return PartsFormat.read(this.context.getString(ADOPTED, ""), plan);
	}

	void adopted(List<UploadedPart> parts) {
		this.context.putString(ADOPTED, PartsFormat.write(parts));
	}

	public Optional<UploadFailure> failure() {
		return failures().last();
	}

	/**
	 * Whether the object was made and could not be proved: until it is, or nothing is
	 * there any more.
	 */
	public boolean isUnproven() {
		return this.context.containsKey(UNPROVEN);
	}

	/**
	 * Whether its object may be in the store although no answer said so.
	 * @param size of the file, in bytes
	 * @param parts that are known to have arrived
	 */
	public boolean mayHaveObject(long size, int parts) {
		return isUnproven() || (isPlanned() && creation().intent().isPresent()
				&& (plan(size).single() || parts == plan(size).parts()));
	}

	void unproven() {
		this.context.putString(UNPROVEN, "true");
	}

	void noMoreUnproven() {
		this.context.remove(UNPROVEN);
	}

	/** Forgets an object that was found, and is not there any more. */
	void foundNoMore() {
		List.of(FOUND, MD5, CHECKSUM).forEach(this.context::remove);
	}

	void failure(UploadFailure failure) {
		failures().put(failure);
	}

	/**
	 * Its parts are still in the store.
	 * @param upload its number, by which a person can have it forgotten
	 * @param asked whether a person wants it ended: another abort is repeated only where
	 * the upload fails again
	 */
	void abortFailed(UploadFailure why, long upload, boolean asked) {
		boolean advised = why.message().contains(FORGET);
		String next = asked ? "repeats it" : "tries the upload again, and repeats it if that fails";
		failedToo(why, "; the abort failed, the next run " + next + (advised ? ": "
				: " ('" + FORGET + " " + upload + "' ends it where the store or the bucket is gone for good): "));
	}

	/**
	 * Notes what came of a failure.
	 * @param words between the two
	 */
	void failedToo(UploadFailure why, String words) {
		failure(failure().map((first) -> first.andThen(why, words)).orElse(why));
	}

	void clearFailure() {
		failures().clear();
	}

	/** Whether this upload was ended without an object; the next one is a new attempt. */
	public boolean isAborted() {
		return this.context.containsKey(ABORTED);
	}

	void aborted(Instant at) {
		this.context.putString(ABORTED, at.toString());
	}

	public Optional<Receipt> receipt() {
		return text(RECEIPT).map(Receipt::parse);
	}

	void receipt(Receipt receipt) {
		noMoreUnproven();
		put().forget();
		this.context.putString(RECEIPT, receipt.json());
	}

	/** Why it last failed, and since when it does. */
	FailureEntries failures() {
		return new FailureEntries(this.context);
	}

	private Optional<String> text(String name) {
		return text(this.context, name);
	}

	/** An entry of a context; nothing where there is none of this name. */
	static Optional<String> text(ExecutionContext context, String name) {
		return context.containsKey(name) ? Optional.of(context.getString(name)) : Optional.empty();
	}

}
