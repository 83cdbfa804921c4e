package dev.longhaul.history;

import java.time.Clock;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.UnusableKey;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * An upload that this run has to begin, to finish, to find delivered, or to abort.
 *
 * @param key of the object if the upload is a new one; a resumed one keeps its own
 * @param wanted whether somebody asked for this file: a scan or a person; otherwise only
 * the repository knows of it
 * @param named whether {@code --file} named it, in this run or in an earlier one, which
 * left it unfinished
 * @param unfinished the number of the upload with which it goes on, as far as that is
 * known; else 0
 * @param abortReason why the upload is to be aborted, null if it is to be delivered
 * @param delivered that this version of the file was delivered, as it was known when the
 * candidate was found; null if it was not
 */
public record Candidate(UploadIdentity identity, String key, boolean wanted, boolean named, long unfinished,
		@Nullable String abortReason, @Nullable EarlierDelivery delivered) {

	public boolean isToBeAborted() {
		return this.abortReason != null;
	}

	/**
	 * Whether an attempt may begin for it; else one goes on, or ends, and that is all.
	 */
	public boolean mayBegin() {
		return this.wanted && !isToBeAborted();
	}

	/**
	 * A file that is to be sent.
	 * @throws UnusableKey if the definition makes no key for it
	 */
	public static Candidate wanted(JobDefinition definition, SourceFile file, Clock clock) {
		String key = definition.destination()
			.keyTemplate()
			.keyOf(definition.subject(file.path(), file.modified(), clock));
		return wanted(UploadIdentity.of(definition, file), key);
	}

	public static Candidate wanted(UploadIdentity identity, String key) {
		return new Candidate(identity, key, true, false, 0, null, null);
	}

	static Candidate leftOver(UploadIdentity identity, String key) {
		return new Candidate(identity, key, false, false, 0, null, null);
	}

	/**
	 * The same, which goes on with an upload that was begun.
	 * @param upload its number; 0 changes nothing
	 */
	public Candidate goingOn(long upload) {
		return (upload != 0) ? new Candidate(this.identity, this.key, this.wanted, this.named, upload, this.abortReason,
				this.delivered) : this;
	}

	/** The same, which {@code --file} named. */
	public Candidate byName() {
		return new Candidate(this.identity, this.key, this.wanted, true, this.unfinished, this.abortReason,
				this.delivered);
	}

	public Candidate toBeAborted(String why) {
		return new Candidate(this.identity, this.key, this.wanted, this.named, this.unfinished, why, this.delivered);
	}

	/** The same upload under the key that it was begun with, also after midnight. */
	public Candidate under(String begunWith) {
		return new Candidate(this.identity, begunWith, this.wanted, this.named, this.unfinished, this.abortReason,
				this.delivered);
	}

	Candidate delivered(EarlierDelivery earlier) {
		return new Candidate(this.identity, this.key, this.wanted, this.named, this.unfinished, this.abortReason,
				earlier.sharing(this.key));
	}

}
