package dev.longhaul.report;

/**
 * What the next run of its definition does with an upload, as far as its repository and
 * its file tell.
 */
public enum Prospect {

	/** Nothing: a process is at work on it, or it has ended. */
	NONE,

	/** Goes on with it. */
	GOES_ON,

	/** Aborts it, as a person asked for before. */
	ABORT_DUE,

	/** Ends it: its file is another one by now. */
	FILE_CHANGED,

	/** Ends it: its file was taken away. */
	FILE_GONE,

	/**
	 * Looks for its object, and proves it if it is there: only else it ends it, for one
	 * of the reasons above.
	 */
	OBJECT_SOUGHT;

	/** Whether there is more to say than that it goes on. */
	public boolean isTold() {
		return this != NONE && this != GOES_ON;
	}

	/** Why it is told. */
	public String why() {
		return switch (this) {
			case ABORT_DUE -> "its abort is due";
			case FILE_CHANGED -> "its file has changed since";
			case FILE_GONE -> "its file is gone";
			case OBJECT_SOUGHT -> "its object may be in the store";
			case NONE, GOES_ON -> "";
		};
	}

	/** What comes of it. */
	public String advice(UploadView upload) {
		String run = "the next run of " + upload.definition();
		return switch (this) {
			case ABORT_DUE -> run + " repeats the abort";
			case FILE_CHANGED, FILE_GONE ->
				"%s aborts it (with on-failure: keep 'longhaul abort %d' does)".formatted(run, upload.upload());
			case OBJECT_SOUGHT -> run + " looks for it there before it ends the upload";
			case NONE, GOES_ON -> "";
		};
	}

}
