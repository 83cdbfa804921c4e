package dev.longhaul.launch;

import java.nio.file.Path;
import java.util.Optional;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.plan.KeyClashes;
import dev.longhaul.upload.Cure;

/**
 * Another process, perhaps on another machine, is working on the upload, or sends
 * something to the same place.
 */
final class UploadInProgress extends RuntimeException {

	private final transient UploadOutcome outcome;

	private UploadInProgress(UploadOutcome outcome) {
		super(outcome.message());
		this.outcome = outcome;
	}

	static UploadInProgress of(Candidate candidate, String holder) {
		return new UploadInProgress(left(candidate,
				"%s is being uploaded by %s; %s".formatted(candidate.identity().file(), holder, whatToDo(candidate))));
	}

	/**
	 * Says of a file what it would be told if the other one were sent by this process.
	 * @param other what is sent, if it has begun
	 */
	static UploadInProgress ofPlace(Candidate candidate, String holder, Optional<UploadIdentity> other,
			UploadHistory history) {
		Optional<Path> file = other.map(UploadIdentity::file);
		if (file.filter((path) -> history.isKeyOf(path, candidate)).isPresent()) {
			return new UploadInProgress(KeyClashes.refusal(candidate, file.get()));
		}
		Path mine = candidate.identity().file();
		String what = file.map((path) -> path.equals(mine) ? "another version of it" : path.toString())
			.orElse("something else");
		return new UploadInProgress(left(candidate,
				"%s is not %s while %s is on its way to the same key, by %s; nothing was done. Run again when that has ended"
					.formatted(mine, candidate.isToBeAborted() ? "aborted" : "sent", what, holder)));
	}

	UploadOutcome outcome() {
		return this.outcome;
	}

	private static UploadOutcome left(Candidate candidate, String message) {
		UploadOutcome left = UploadOutcome.left(Result.FAILED, candidate, message, Cure.RERUN);
		return candidate.isToBeAborted() ? left.withAbortDue() : left;
	}

	/**
	 * Who has it carries out an abort at once; after it there may be nothing to abort.
	 */
	private static String whatToDo(Candidate candidate) {
		return candidate.isToBeAborted()
				? "nothing was aborted. Abort it on that machine, with the home of that process, or here when that has ended"
				: "nothing was done. Run again when that has ended, or look at it by 'longhaul status'";
	}

}
