package dev.longhaul.history;

import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.job.UploadParameters;
import dev.longhaul.upload.Cure;
import org.springframework.batch.core.job.JobExecution;

/**
 * The last upload of a file that {@code --file} named, which did not deliver it.
 *
 * @param number in the repository
 * @param unfinished whether it goes on; else it was aborted, and its file is to be begun
 * anew if at all
 * @param inOtherHands whether somebody is at it, or was killed, or its abort is due
 */
public record NamedUpload(long number, UploadIdentity identity, boolean unfinished, boolean inOtherHands) {

	static NamedUpload of(JobExecution last) {
		return new NamedUpload(last.getJobInstanceId(), UploadParameters.of(last).identity(),
				!new UploadContext(last.getExecutionContext()).isAborted(),
				last.isRunning() || UploadAttempts.isToBeAborted(last));
	}

	/**
	 * Whether its file is still to be sent: not where it was aborted because the file
	 * cannot be sent, or a person wanted that.
	 */
	static boolean isToBeSent(JobExecution last) {
		UploadContext context = new UploadContext(last.getExecutionContext());
		return !context.isAborted() || context.failure().filter((why) -> why.cure() == Cure.ANEW).isPresent();
	}

}
