package dev.longhaul.stub;

/**
 * The CRC of two pieces laid end to end, from the CRC of each and the second one's
 * length.
 *
 * @param width bits of the CRC
 * @param polynomial least significant bit first
 */
record CrcSums(int width, long polynomial) {

	/**
	 * Appending n zero bytes multiplies the register by x^8n; then the second CRC is
	 * added.
	 */
	long join(long first, long second, long secondLength) {
		return times(first, xToThe(secondLength)) ^ second;
	}

	private long xToThe(long bytes) {
		long result = one();
		long power = one() >>> 8;
		for (long n = bytes; n != 0; n >>>= 1) {
			if ((n & 1) != 0) {
				result = times(result, power);
			}
			power = times(power, power);
		}
		return result;
	}

	private long times(long a, long b) {
		long product = 0;
		long shifted = b;
		for (long bit = one(); bit != 0; bit >>>= 1) {
			if ((a & bit) != 0) {
				product ^= shifted;
			}
			shifted = ((shifted & 1) != 0) ? (shifted >>> 1) ^ this.polynomial : shifted >>> 1;
		}
		return product;
	}

	private long one() {
		return 1L << (this.width - 1);
	}

}
