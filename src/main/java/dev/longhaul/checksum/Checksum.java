package dev.longhaul.checksum;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The checksum of some bytes.
 *
 * @param base64 as S3 writes it
 */
public record Checksum(ChecksumAlgorithm algorithm, String base64) {

	public Checksum {
		int length = Base64.getDecoder().decode(base64).length;
		if (length != algorithm.length()) {
			throw new IllegalArgumentException(
					"a %s has %d bytes, not %d".formatted(algorithm.label(), algorithm.length(), length));
		}
	}

	static Checksum of(ChecksumAlgorithm algorithm, byte[] value) {
		return new Checksum(algorithm, Base64.getEncoder().encodeToString(value));
	}

	static Checksum ofNumber(ChecksumAlgorithm algorithm, long crc) {
		int length = algorithm.length();
		byte[] bytes = new byte[length];
		ByteBuffer.allocate(Long.BYTES).putLong(0, crc).get(Long.BYTES - length, bytes);
		return of(algorithm, bytes);
	}

	/** As {@link #toString()} wrote it: {@code algorithm:base64}. */
	public static Checksum parse(String text) {
		int colon = text.indexOf(':');
		return new Checksum(ChecksumAlgorithm.named(text.substring(0, colon)), text.substring(colon + 1));
	}

	/** In lower-case hexadecimals, as ETags have it. */
	public String hex() {
		return HexFormat.of().formatHex(bytes());
	}

	byte[] bytes() {
		return Base64.getDecoder().decode(this.base64);
	}

	/** The value of a CRC. */
	long number() {
		byte[] bytes = bytes();
		return ByteBuffer.allocate(Long.BYTES).put(Long.BYTES - bytes.length, bytes).getLong(0);
	}

	@Override
	public String toString() {
		return this.algorithm.label() + ":" + this.base64;
	}

}
