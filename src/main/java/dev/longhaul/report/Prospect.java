package dev.longhaul.report;

/**
 * What the next run does with an upload, as far as its repository and its file tell.
 */
public enum Prospect {

	/** Nothing: a process is at work on it, or it has ended. */
	NONE,

	/** Goes on with it. */
	GOES_ON,

	/** Aborts it, which was to be done before and was not. */
	ABORT_DUE,

	/** Ends it: its file is another one by now. */
	FILE_CHANGED,

	/** Ends it: its file was taken away. */
	FILE_GONE;

	/** Whether it ends without its object. */
	public boolean isEnd() {
		return this == ABORT_DUE || this == FILE_CHANGED || this == FILE_GONE;
	}

	/** Why it ends; nothing to say of one that does not. */
	public String why() {
		return switch (this) {
			case ABORT_DUE -> "its abort is due";
			case FILE_CHANGED -> "its file has changed since";
			case FILE_GONE -> "its file is gone";
			case NONE, GOES_ON -> "";
		};
	}

	/**
	 * How it ends.
	 * @param upload its number
	 */
	public String advice(long upload) {
		String aborts = "the next run aborts it (with on-failure: keep 'longhaul abort %d' does)".formatted(upload);
		return switch (this) {
			case ABORT_DUE -> "the next run repeats the abort";
			case FILE_CHANGED -> aborts + ", and sends the file as it is then";
			case FILE_GONE -> aborts;
			case NONE, GOES_ON -> "";
		};
	}

}
