package dev.longhaul.launch;

import dev.longhaul.history.Candidate;

/**
 * Another process, perhaps on another machine, is working on the upload.
 */
final class UploadInProgress extends RuntimeException {

	UploadInProgress(Candidate candidate, String holder) {
		super("%s is being uploaded by %s; %s".formatted(candidate.identity().file(), holder, whatToDo(candidate)));
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
