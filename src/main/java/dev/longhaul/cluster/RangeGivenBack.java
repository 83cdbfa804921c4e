package dev.longhaul.cluster;

import dev.longhaul.job.RangeOffer;

/**
 * A range was not sent, or not wholly, and is left for another worker: its request is
 * rolled back.
 */
final class RangeGivenBack extends RuntimeException {

	private final RangeOffer offer;

	private final boolean refused;

	/**
	 * Given back.
	 * @param refused whether this worker has trouble with it; else it was told to end
	 */
	RangeGivenBack(RangeOffer offer, boolean refused, String why) {
		super(why);
		this.offer = offer;
		this.refused = refused;
	}

	RangeOffer offer() {
		return this.offer;
	}

	boolean isRefused() {
		return this.refused;
	}

}
