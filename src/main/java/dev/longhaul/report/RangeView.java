package dev.longhaul.report;

/**
 * A range of an upload and how many of its parts are checkpointed.
 *
 * @param first part number
 * @param last part number
 * @param bytesSent resent parts included
 */
public record RangeView(int first, int last, int stored, long bytesSent) {

	public boolean isComplete() {
		return this.stored == this.last - this.first + 1;
	}

}
