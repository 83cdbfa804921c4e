package dev.longhaul.launch;

import dev.longhaul.job.UploadIdentity;
import org.jspecify.annotations.Nullable;

/**
 * An upload that this run has to begin, to finish, to find delivered, or to abort.
 *
 * @param key of the object if the upload is a new one; a resumed one keeps its own
 * @param wanted whether somebody asked for this file: a scan or a person; otherwise only
 * the repository knows of it
 * @param abortReason why the upload is to be aborted, null if it is to be delivered
 * @param delivered that this version of the file was delivered, as it was known when the
 * candidate was found; null if it was not
 */
public record Candidate(UploadIdentity identity, String key, boolean wanted, @Nullable String abortReason,
		@Nullable EarlierDelivery delivered) {

	public boolean isToBeAborted() {
		return this.abortReason != null;
	}

	static Candidate wanted(UploadIdentity identity, String key) {
		return new Candidate(identity, key, true, null, null);
	}

	static Candidate leftOver(UploadIdentity identity, String key) {
		return new Candidate(identity, key, false, null, null);
	}

	Candidate toBeAborted(String why) {
		return new Candidate(this.identity, this.key, this.wanted, why, this.delivered);
	}

	/** The same upload under the key that it was begun with, also after midnight. */
	Candidate under(String begunWith) {
		return new Candidate(this.identity, begunWith, this.wanted, this.abortReason, this.delivered);
	}

	Candidate delivered(@Nullable EarlierDelivery earlier) {
		return (earlier != null)
				? new Candidate(this.identity, this.key, this.wanted, this.abortReason, earlier.sharing(this.key))
				: this;
	}

}
