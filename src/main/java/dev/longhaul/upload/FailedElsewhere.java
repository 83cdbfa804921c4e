package dev.longhaul.upload;

/**
 * A range failed on another machine: its sentence and who can cure it.
 */
public final class FailedElsewhere extends RuntimeException {

	private final Cure cure;

	public FailedElsewhere(UploadFailure failure) {
		super(failure.message());
		this.cure = failure.cure();
	}

	Cure cure() {
		return this.cure;
	}

}
