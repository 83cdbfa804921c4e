package dev.longhaul.report;

import dev.longhaul.report.UploadView.State;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;

/**
 * How an execution of an upload ended, if it did.
 */
record ExecutionEnd(BatchStatus status, String exitCode) {

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
			case COMPLETED, ABANDONED, STOPPED, FAILED -> false;
			default -> true;
		};
	}

	/**
	 * What that makes of its upload, if it was the last one and no process is at it.
	 * @param aborted whether nothing is left of it in the store
	 */
	State state(boolean aborted) {
		State unfinished = isOpen() ? State.INTERRUPTED : State.FAILED;
		return switch (this.status) {
			case COMPLETED -> State.DELIVERED;
			case ABANDONED -> State.ABORTED;
			case STOPPED -> State.STOPPED;
			default -> aborted ? State.ABORTED : unfinished;
		};
	}

	/** A dead one is made FAILED before a restart, but it never got an exit code. */
	private boolean isRepaired() {
		return this.status == BatchStatus.FAILED && this.exitCode.equals(ExitStatus.UNKNOWN.getExitCode());
	}

}
