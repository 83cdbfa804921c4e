package dev.longhaul.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.longhaul.upload.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * An upload as it stands. Also the JSON of {@code status --json} and {@code show --json}:
 * fields are only ever added.
 *
 * @param upload its number in the repository
 * @param key null before it was planned
 * @param size in bytes
 * @param parts 0 before it was planned
 * @param runs how many executions it has had
 * @param bytesPerSecond of the run that is under way, 0 where there is none
 * @param left estimated time, null where nothing is under way
 * @param failure of the last run, null where it had none
 * @param nodes names of those of a cluster that work on it now
 * @param prospect what the next run does with it
 */
public record UploadView(long upload, State state, String definition, String file, long size, String destination,
		@Nullable String key, int attempt, int parts, int partsStored, long bytesStored, int runs, Instant begun,
		Instant updated, long bytesPerSecond, @Nullable Duration left, @Nullable String failure,
		@Nullable Receipt receipt, List<String> nodes, Prospect prospect) {

	/**
	 * Whether its object is proved, and only what becomes of the file is not done. Not
	 * named as a property: it is no field of the JSON.
	 */
	public boolean awaitsRemoval() {
		return this.receipt != null
				&& (this.state == State.FAILED || this.state == State.STOPPED || this.state == State.INTERRUPTED);
	}

	/** Whether it has no object yet that is proved, and a run may still make it. */
	public boolean awaitsDelivery() {
		return this.receipt == null && this.state != State.DELIVERED && this.state != State.ABORTED;
	}

	/**
	 * The same without what changes though nothing arrives: speed, estimated time and
	 * what becomes of the file.
	 */
	public UploadView withoutPace() {
		return new UploadView(this.upload, this.state, this.definition, this.file, this.size, this.destination,
				this.key, this.attempt, this.parts, this.partsStored, this.bytesStored, this.runs, this.begun,
				this.updated, 0, null, this.failure, this.receipt, this.nodes, Prospect.NONE);
	}

	/** The same, whose file was looked at. */
	UploadView with(Prospect seen) {
		return new UploadView(this.upload, this.state, this.definition, this.file, this.size, this.destination,
				this.key, this.attempt, this.parts, this.partsStored, this.bytesStored, this.runs, this.begun,
				this.updated, this.bytesPerSecond, this.left, this.failure, this.receipt, this.nodes, seen);
	}

	/** How an upload can stand. */
	public enum State {

		/** A process is working on it. */
		RUNNING,
		/** Its process is gone; the next run takes it up. */
		INTERRUPTED,
		/** Stopped by a signal; the next run takes it up. */
		STOPPED,
		/** Failed; its parts are kept for a rerun. */
		FAILED,
		/**
		 * Ended without an object, nothing of it is left in the store; or with one that
		 * is not proved, and the file was sent again.
		 */
		ABORTED,
		/** Delivered and proved. */
		DELIVERED

	}

}
