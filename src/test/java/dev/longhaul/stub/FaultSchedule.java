package dev.longhaul.stub;

import java.util.SplittableRandom;

/**
 * How often a fault strikes among the requests it is for.
 *
 * @param skip how many of them go unharmed at first
 * @param times how often it strikes at most
 */
record FaultSchedule(long skip, long times, Chance chance) {

	static final FaultSchedule ALWAYS = new FaultSchedule(0, Long.MAX_VALUE, new Chance(1, 0));

	FaultSchedule {
		if (skip < 0 || times < 1) {
			throw new IllegalArgumentException("A fault that never strikes: skip " + skip + ", times " + times);
		}
	}

	/**
	 * Draws that depend on the seed and on what is drawn for only, not on the order in
	 * which threads come.
	 */
	record Chance(double probability, long seed) {

		Chance {
			if (probability <= 0 || probability > 1) {
				throw new IllegalArgumentException("Not a probability: " + probability);
			}
		}

		/** Whether it falls on this occurrence of what bears the name. */
		boolean falls(String name, int occurrence) {
			long mixed = this.seed * 0x9E3779B97F4A7C15L + name.hashCode() * 0xBF58476D1CE4E5B9L + occurrence;
			return this.probability == 1 || new SplittableRandom(mixed).nextDouble() < this.probability;
		}

	}

}
