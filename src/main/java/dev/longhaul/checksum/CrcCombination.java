package dev.longhaul.checksum;

/**
 * The CRC of two pieces laid end to end, without their bytes: a CRC is a remainder of
 * polynomials, so the first one times x^(8·length of the second) plus the second is that
 * of both.
 *
 * @param width bits of the CRC
 * @param polynomial with the lowest power in the highest bit
 */
record CrcCombination(int width, long polynomial) {

	long combine(long first, long second, long secondLength) {
		return product(first, powerOfX(secondLength)) ^ second;
	}

	/** x^(8·bytes), by squaring. */
	long powerOfX(long bytes) {
		long power = 1L << (this.width - 1); // x^0
		long square = power >>> 8; // x^8
		for (long left = bytes; left > 0; left >>= 1) {
			if ((left & 1) == 1) {
				power = product(power, square);
			}
			square = product(square, square);
		}
		return power;
	}

	/** Of two polynomials, modulo that of the CRC. */
	long product(long a, long b) {
		long sum = 0;
		long shifted = b;
		for (int bit = this.width - 1; bit >= 0; bit--) {
			sum ^= ((a >>> bit) & 1) * shifted;
			shifted = (shifted >>> 1) ^ ((shifted & 1) * this.polynomial);
		}
		return sum;
	}

}
