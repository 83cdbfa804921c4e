package dev.longhaul.report;

/**
 * How an execution of an upload ended, if it did, in Spring Batch's words.
 */
record ExecutionEnd(String status, String exitCode) {

	/**
	 * Whether its process died before it could end it.
	 * @param running whether a process is at it now
	 */
	boolean isKilled(boolean running) {
		return isRepaired() || (isOpen() && !running);
	}

	/** Whether it did not end by itself. */
	boolean isOpen() {
		return isRepaired() || switch (this.status) {
			case "COMPLETED", "ABANDONED", "STOPPED", "FAILED" -> false;
			default -> true;
		};
	}

	/** A dead one is made FAILED before a restart, but it never got an exit code. */
	private boolean isRepaired() {
		return this.status.equals("FAILED") && this.exitCode.equals("UNKNOWN");
	}

}
