package dev.longhaul.report;

import java.time.Instant;
import java.util.List;

/**
 * What the last run of a definition did for it. Also the JSON of {@code status --json}:
 * fields are only ever added.
 *
 * @param command {@code run}, or a later {@code run --file} or {@code rerun}, which did
 * not look at all files, or an earlier {@code run that failed}, of which the last one
 * says not all
 * @param withoutFiles the name of the definition if its folders had none, as in the
 * summary of a run; else empty
 * @param exitCode of this definition, not of the whole command
 * @param skipped files, those of {@code keyExists} among them
 * @param deliveredSince how many of the files that failed have been; of many that failed
 * only the first are looked at
 * @param failures the first of files of which no unfinished upload tells
 * @param moreFailures how many more of these there were
 */
public record LastRun(String definition, String command, Instant begun, Instant ended, int exitCode, int delivered,
		int resumed, int skipped, int keyExists, int superseded, int aborted, int failed, int stopped, int unsettled,
		int leftOut, List<String> withoutFiles, int failedHooks, long bytesSent, int deliveredSince,
		List<Failure> failures, int moreFailures) {

	/** Whether all that failed has been made good. */
	boolean isCured() {
		return this.failedHooks == 0 && this.deliveredSince == this.failed;
	}

	/**
	 * A file that failed.
	 *
	 * @param file or the folder, where that could not be read
	 * @param upload its number, 0 if none was begun
	 * @param deliveredSince whether it has been
	 */
	public record Failure(String file, long upload, String message, boolean deliveredSince) {

	}

}
