package dev.longhaul.upload;

/**
 * A range failed on another machine: its sentence, who can cure it, and whether the store
 * has lost the upload.
 */
public final class FailedElsewhere extends RuntimeException {

	private final Cure cure;

	private final boolean uploadGone;

	public FailedElsewhere(UploadFailure failure) {
		this(failure, false);
	}

	/**
	 * One of an upload that the store may not know any more.
	 * @param uploadGone whether it does not: no policy keeps its parts
	 */
	public FailedElsewhere(UploadFailure failure, boolean uploadGone) {
		super(failure.message());
		this.cure = failure.cure();
		this.uploadGone = uploadGone;
	}

	public boolean isUploadGone() {
		return this.uploadGone;
	}

	Cure cure() {
		return this.cure;
	}

}
