package dev.longhaul.history;

import dev.longhaul.job.Bearings;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadParameters;
import dev.longhaul.store.Upload;
import org.springframework.batch.core.job.JobExecution;

/**
 * An upload that is neither delivered nor given up, as a plan needs to know it: there may
 * be very many after a bad night, and their executions take ten times as much memory.
 *
 * @param number in the repository
 * @param key that was recorded for the object, or that is meant for it
 * @param uploadId the store's, empty where it was not begun
 * @param bearings by which its bucket is found again
 * @param named whether {@code --file} named its file
 * @param asked whether a person wants it ended
 * @param ending whether it was to be aborted, for whatever reason, and was not
 */
public record UnfinishedUpload(long number, UploadIdentity identity, String key, String uploadId, Bearings bearings,
		boolean named, boolean asked, boolean ending) {

	private static final String ASKED = "that was asked for before, and could not be done then";

	static UnfinishedUpload of(JobExecution last) {
		UploadParameters parameters = UploadParameters.of(last);
		UploadContext context = new UploadContext(last.getExecutionContext());
		return new UnfinishedUpload(last.getJobInstanceId(), parameters.identity(),
				context.key().orElseGet(parameters::key), context.creation().upload().map(Upload::id).orElse(""),
				context.creation().bearings(), parameters.named(), parameters.abortReason().isPresent(),
				UploadAttempts.isToBeAborted(last));
	}

	/**
	 * As one that is to be sent to its end.
	 * @param byNumber whether a person asks for this one, who then wants no more what was
	 * asked for before
	 */
	public Candidate wanted(boolean byNumber) {
		Candidate wanted = Candidate.wanted(this.identity, this.key);
		return byNumber ? takenUpBy(wanted) : goneOnWithBy(wanted);
	}

	/** As a candidate that nobody asked for. */
	public Candidate leftOver() {
		return goneOnWithBy(Candidate.leftOver(this.identity, this.key));
	}

	/**
	 * The candidate, which goes on with this upload, or ends it if a person wants that.
	 */
	public Candidate goneOnWithBy(Candidate candidate) {
		Candidate goingOn = takenUpBy(candidate);
		return this.asked ? goingOn.toBeAborted(ASKED) : goingOn;
	}

	private Candidate takenUpBy(Candidate candidate) {
		Candidate goingOn = candidate.goingOn(this.number);
		return this.named ? goingOn.byName() : goingOn;
	}

}
