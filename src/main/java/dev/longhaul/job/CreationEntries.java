package dev.longhaul.job;

import java.time.Instant;
import java.util.Optional;

import dev.longhaul.store.CreatedUpload;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.Upload;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The entries of an execution context that say how an upload was begun in the store: the
 * intent, then the id, and whether one more may be there whose id nobody learned.
 */
public record CreationEntries(ExecutionContext context) {

	private static final String INTENT = "intent";

	private static final String LOCK_FROM = "lock-from";

	private static final String ENCRYPTION = "asked-encryption";

	private static final String REGION = "region";

	private static final String EXPECTED_OWNER = "expected-owner";

	private static final String UPLOAD_ID = "upload-id";

	private static final String FULL_OBJECT = "full-object";

	static final String TWIN_UNTIL = "lost-until";

	/**
	 * When the CreateMultipartUpload or PutObject that counts was about to be sent. Each
	 * try before there is an upload id renews it, and with it the age for give-up-after.
	 */
	public Optional<Instant> intent() {
		return instant(INTENT);
	}

	void intent(Instant at) {
		this.context.putString(INTENT, at.toString());
	}

	/** The store has refused it, and holds nothing of the upload. */
	void noIntent() {
		this.context.remove(INTENT);
	}

	/** From when the lock of the object counts; nothing before the intent. */
	Optional<Instant> lockFrom() {
		return instant(LOCK_FROM);
	}

	void lockFrom(Instant at) {
		this.context.putString(LOCK_FROM, at.toString());
	}

	/**
	 * By what the object was to be encrypted; nothing where an older version began the
	 * upload, or it was found in the store.
	 */
	Optional<Encryption.Type> encryption() {
		return UploadContext.text(this.context, ENCRYPTION).map(Encryption.Type::valueOf);
	}

	void encryption(Encryption.Type asked) {
		this.context.putString(ENCRYPTION, asked.name());
	}

	/** How to find its bucket again. */
	public Bearings bearings() {
		return new Bearings(UploadContext.text(this.context, REGION).orElse(null),
				UploadContext.text(this.context, EXPECTED_OWNER).orElse(null));
	}

	void bearings(Bearings bearings) {
		note(REGION, bearings.region());
		note(EXPECTED_OWNER, bearings.expectedOwner());
	}

	private void note(String name, @Nullable String said) {
		if (said != null) {
			this.context.putString(name, said);
		}
		else {
			this.context.remove(name);
		}
	}

	/** The multipart upload, once it has been begun. */
	public Optional<Upload> upload() {
		return UploadContext.text(this.context, UPLOAD_ID)
			.map((id) -> new Upload(this.context.getString(UploadContext.KEY), id));
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

	/** Whether the store said that it sums the whole object. */
	boolean isFullObject() {
		return this.context.containsKey(FULL_OBJECT);
	}

	/**
	 * The end of the time in which one more upload may have been begun whose id nobody
	 * learned; nothing where that is out of the question.
	 */
	public Optional<Instant> twinUntil() {
		return instant(TWIN_UNTIL);
	}

	void twinUntil(Instant until) {
		this.context.putString(TWIN_UNTIL, until.toString());
	}

	void noTwin() {
		this.context.remove(TWIN_UNTIL);
	}

	private Optional<Instant> instant(String name) {
		return UploadContext.text(this.context, name).map(Instant::parse);
	}

}
