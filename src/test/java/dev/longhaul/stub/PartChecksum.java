package dev.longhaul.stub;

import java.util.Base64;

/**
 * A checksum of one body, in base64 as S3 writes it.
 */
public record PartChecksum(ChecksumAlgorithm algorithm, String value) {

	static PartChecksum of(ChecksumAlgorithm algorithm, byte[] value) {
		return new PartChecksum(algorithm, Base64.getEncoder().encodeToString(value));
	}

	byte[] bytes() {
		return Base64.getDecoder().decode(this.value);
	}

	boolean isWellFormed() {
		try {
			return bytes().length == this.algorithm.length();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
