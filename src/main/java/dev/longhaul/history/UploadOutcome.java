package dev.longhaul.history;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What a run did for one file.
 *
 * @param upload number of the upload in the repository, 0 if there is none or it is not
 * known
 * @param message why, where it is not delivered; else what became of the file, empty
 * where it stays as it is
 * @param cure who can cure a failure, null where there is none
 * @param abortDue whether it was to be aborted and was not: its parts are still in the
 * store
 * @param inHistory whether its upload is unfinished and has this failure, so that whoever
 * reads the one finds the other
 */
public record UploadOutcome(Result result, String definition, Path file, long upload, String key, String message,
		@Nullable Cure cure, Optional<Receipt> receipt, boolean abortDue, boolean inHistory) {

	/** One that leaves no abort to be repeated, and no failure in the repository. */
	public UploadOutcome(Result result, String definition, Path file, long upload, String key, String message,
			@Nullable Cure cure, Optional<Receipt> receipt) {
		this(result, definition, file, upload, key, message, cure, receipt, false, false);
	}

	/** The ways in which it can end. */
	public enum Result {

		/**
		 * Sent from the beginning, and proved; or found proved when it was to be aborted.
		 */
		DELIVERED,
		/** An earlier run began it, this one finished it. */
		RESUMED,
		/**
		 * Delivered before and unchanged: nothing was sent. Its message says what became
		 * of a file that had to wait until it could be taken away.
		 */
		SKIPPED,
		/** Not sent: its key has an object already, which is left as it is. */
		TURNED_AWAY,
		/** An unfinished upload of an older version of the file was aborted. */
		SUPERSEDED,
		/**
		 * A person had it ended, or another command ended it before its turn came;
		 * nothing of it is left in the store.
		 */
		ABORTED,
		/** Not delivered; the message says why. */
		FAILED,
		/** Stopped by a signal, or not begun because of it. */
		STOPPED;

		/** As programs know it: to them one that is turned away is skipped. */
		public String word() {
			return ((this == TURNED_AWAY) ? SKIPPED : this).name().toLowerCase(Locale.ROOT);
		}

		/** Nothing was done for it, and nothing is to be done. */
		public boolean isPassedOver() {
			return this == SKIPPED || this == TURNED_AWAY;
		}

	}

	/** Not delivered, and no rerun can change that before a person has done something. */
	public boolean needsPerson() {
		return this.result == Result.FAILED && (this.cure == Cure.PERSON || this.cure == Cure.NOTHING);
	}

	/**
	 * Whether it is delivered, and its file stays for a while that is to be taken away.
	 */
	public boolean isToBeTakenAway() {
		boolean delivered = this.result == Result.DELIVERED || this.result == Result.RESUMED
				|| this.result == Result.SKIPPED;
		return delivered && this.cure == Cure.RERUN;
	}

	/** Not delivered, though it should have been. */
	public boolean isUnfinished() {
		return this.result == Result.FAILED || this.result == Result.STOPPED;
	}

	/** The same without the receipt, which takes more memory than all the rest. */
	public UploadOutcome withoutReceipt() {
		return new UploadOutcome(this.result, this.definition, this.file, this.upload, this.key, this.message,
				this.cure, Optional.empty(), this.abortDue, this.inHistory);
	}

	/** The same, and its abort is to be repeated. */
	public UploadOutcome withAbortDue() {
		return new UploadOutcome(this.result, this.definition, this.file, this.upload, this.key, this.message,
				this.cure, this.receipt, true, this.inHistory);
	}

	/** The same, and its unfinished upload has the failure. */
	public UploadOutcome thatIsInHistory() {
		return new UploadOutcome(this.result, this.definition, this.file, this.upload, this.key, this.message,
				this.cure, this.receipt, this.abortDue, true);
	}

	/** One without a receipt. */
	public static UploadOutcome of(Result result, Candidate candidate, long upload, String message,
			@Nullable Cure cure) {
		return new UploadOutcome(result, candidate.identity().definition(), candidate.identity().file(), upload,
				candidate.key(), message, cure, Optional.empty());
	}

	/** The same of one that got nowhere: what earlier runs began of it stays. */
	public static UploadOutcome left(Result result, Candidate candidate, String message, @Nullable Cure cure) {
		return of(result, candidate, candidate.unfinished(), message, cure);
	}

	/** A candidate that cannot be uploaded at all. */
	public static UploadOutcome refused(Candidate candidate, String message, Cure cure) {
		return new UploadOutcome(Result.FAILED, candidate.identity().definition(), candidate.identity().file(),
				candidate.unfinished(), "", message, cure, Optional.empty());
	}

	/** A file that cannot be uploaded at all. */
	public static UploadOutcome refused(String definition, Path file, String message, Cure cure) {
		return new UploadOutcome(Result.FAILED, definition, file, 0, "", message, cure, Optional.empty());
	}

}
