package dev.longhaul.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.checkpoint.Checkpoint;
import dev.longhaul.checkpoint.PartsFormat;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.part.PartPlan;
import dev.longhaul.source.InodeChange;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.CreatedUpload;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.CreationWindow;
import dev.longhaul.upload.ExpectedObject;
import dev.longhaul.upload.Receipt;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job's execution context in values: what the steps of an upload, its restarts and
 * its reports know of it. The names are an interface: a restart reads what an older
 * Longhaul wrote.
 */
public record UploadContext(ExecutionContext context) {

	private static final String KEY = "key";

	private static final String MARKER = "marker";

	private static final String FILE_KEY = "file-key";

	private static final String FILE_CHANGE = "file-change";

	private static final String PART_SIZE = "part-size";

	private static final String RANGE_LENGTH = "range-length";

	private static final String INTENT = "intent";

	private static final String LOCK_FROM = "lock-from";

	private static final String UPLOAD_ID = "upload-id";

	private static final String FULL_OBJECT = "full-object";

	private static final String LOST_UNTIL = "lost-until";

	private static final String MD5 = "md5";

	private static final String CHECKSUM = "checksum";

	private static final String INTEGRITY = "integrity";

	private static final String FOUND = "found";

	private static final String TAKEN_OVER = "taken-over";

	private static final String ADOPTED = "adopted";

	private static final String UNPROVEN = "failure-unproven";

	private static final String ABORTED = "aborted";

	private static final String RECEIPT = "receipt";

	private static final String MOVE_TO = "move-to";

	private static final String REMOVAL = "removal";

	private static final String AFTERWARDS = "afterwards";

	private static final JsonMapper JSON = JsonMapper.builder().build();

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

	String fileKey() {
		return this.context.getString(FILE_KEY, "");
	}

	void fileKey(String fileKey) {
		this.context.putString(FILE_KEY, fileKey);
	}

	/** The file as it is from which the next parts are sent. */
	void see(SourceFile seen) {
		see(seen, InodeChange.of(seen.path()));
	}

	/**
	 * The same.
	 * @param change as it was before the file was compared
	 */
	void see(SourceFile seen, String change) {
		fileKey(seen.fileKey());
		this.context.putString(FILE_CHANGE, change);
	}

	/**
	 * Whether it is the file that was seen before, and nothing of it has changed since,
	 * as far as the file system and an older Longhaul tell.
	 */
	boolean hasSeen(SourceFile now, String change) {
		String before = this.context.getString(FILE_CHANGE, "");
		return now.fileKey().equals(fileKey()) && (before.isEmpty() || before.equals(change));
	}

	/**
	 * When the CreateMultipartUpload or PutObject that counts was about to be sent. Each
	 * try before there is an upload id renews it, and with it the age for give-up-after.
	 */
	public Optional<Instant> intent() {
		return text(INTENT).map(Instant::parse);
	}

	void intent(Instant at) {
		this.context.putString(INTENT, at.toString());
	}

	/** From when the lock of the object counts; nothing before the intent. */
	Optional<Instant> lockFrom() {
		return text(LOCK_FROM).map(Instant::parse);
	}

	void lockFrom(Instant at) {
		this.context.putString(LOCK_FROM, at.toString());
	}

	/** The multipart upload, once it has been begun. */
	public Optional<Upload> upload() {
		return text(UPLOAD_ID).map((id) -> new Upload(this.context.getString(KEY), id));
	}

	void upload(Upload upload) {
		this.context.putString(UPLOAD_ID, upload.id());
	}

	/** An upload that was just begun. */
	void created(CreatedUpload created) {
		upload(created.upload());
		if (created.fullObject()) {
			this.context.putString(FULL_OBJECT, "true");
		}
	}

	/**
	 * Whether the store is known to sum the whole object; not known of an upload that was
	 * found in the store, and of those that were begun before it was kept here.
	 */
	boolean isFullObject() {
		return this.context.containsKey(FULL_OBJECT) || integrity() == ChecksumAlgorithm.CRC64NVME;
	}

	/**
	 * The end of the time in which one more upload may have been begun whose id nobody
	 * learned; nothing where that is out of the question.
	 */
	public Optional<Instant> lostUntil() {
		return text(LOST_UNTIL).map(Instant::parse);
	}

	/**
	 * When an upload can have been begun of which only the intent is known: before the id
	 * was committed, or although it was. Never where the file travels in one PutObject.
	 * @param size of the file, in bytes
	 */
	public Optional<CreationWindow> lostWindow(long size) {
		if (upload().isEmpty()) {
			return intent().filter((intent) -> !isPlanned() || !plan(size).single()).map(CreationWindow::after);
		}
		return intent().flatMap((intent) -> lostUntil().map((until) -> new CreationWindow(intent, until)));
	}

	void lostUntil(Instant until) {
		this.context.putString(LOST_UNTIL, until.toString());
	}

	void noneLost() {
		this.context.remove(LOST_UNTIL);
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

	/** By which the parts are summed: fixed when the upload is planned. */
	public ChecksumAlgorithm integrity() {
		return text(INTEGRITY).map(ChecksumAlgorithm::named).orElse(ChecksumAlgorithm.MD5);
	}

	/**
	 * Whether the object was in the store before this repository knew of it.
	 */
	boolean isFound() {
		return this.context.containsKey(FOUND);
	}

	void found() {
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

	void unproven() {
		this.context.putString(UNPROVEN, "true");
	}

	void noMoreUnproven() {
		this.context.remove(UNPROVEN);
	}

	void failure(UploadFailure failure) {
		failures().put(failure);
	}

	/**
	 * Its parts are still in the store.
	 * @param upload its number, by which a person can have it forgotten
	 */
	void abortFailed(UploadFailure why, long upload) {
		String words = "; the abort failed, the next run repeats it ('longhaul abort --forget " + upload
				+ "' ends it where the store or the bucket is gone for good): ";
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
		return text(RECEIPT).map((json) -> JSON.readValue(json, Receipt.class));
	}

	void receipt(Receipt receipt) {
		noMoreUnproven();
		this.context.putString(RECEIPT, JSON.writeValueAsString(receipt));
	}

	/** By which the file is named while it is taken out of its folder. */
	Optional<String> removalToken() {
		return text(REMOVAL).or(() -> Optional.of(marker()).filter((marker) -> !marker.isEmpty()));
	}

	void removalToken(String token) {
		this.context.putString(REMOVAL, token);
	}

	/** The name that is held for the file where it is moved to. */
	Optional<Path> moveTo() {
		return movedTo().map(Path::of);
	}

	/** The same as text: not every process's locale can read the name. */
	public Optional<String> movedTo() {
		return text(MOVE_TO);
	}

	void moveTo(Path reserved) {
		this.context.putString(MOVE_TO, reserved.toString());
	}

	/** What became of the file after its delivery; empty where it was kept. */
	public Optional<String> afterwards() {
		return text(AFTERWARDS);
	}

	void afterwards(String what) {
		this.context.putString(AFTERWARDS, what);
	}

	private FailureEntries failures() {
		return new FailureEntries(this.context);
	}

	private Optional<String> text(String name) {
		return this.context.containsKey(name) ? Optional.of(this.context.getString(name)) : Optional.empty();
	}

}
