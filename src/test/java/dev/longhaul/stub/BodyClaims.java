package dev.longhaul.stub;

import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * What a request's headers say of its body, to be held against the bytes that came.
 */
record BodyClaims(@Nullable String md5, @Nullable PartChecksum checksum, @Nullable String payloadSha256) {

	static BodyClaims of(S3Request request) {
		return new BodyClaims(md5(request), checksum(request), payloadSha256(request));
	}

	/** On Complete the checksum headers speak of the object and not of the body. */
	static BodyClaims ofComplete(S3Request request) {
		return new BodyClaims(md5(request), null, payloadSha256(request));
	}

	/** The object's checksum on Complete; a composite one ends in the number of parts. */
	static @Nullable PartChecksum objectChecksum(S3Request request) {
		return single(request);
	}

	void check(BodyDigest digest) {
		if (this.md5 != null && !this.md5.equals(digest.md5())) {
			throw S3Error.badDigest("Content-MD5");
		}
		if (this.checksum != null && !this.checksum.equals(digest.checksum(this.checksum.algorithm()))) {
			throw S3Error.badDigest(this.checksum.algorithm().name());
		}
		if (this.payloadSha256 != null && !this.payloadSha256.equals(digest.payloadSha256())) {
			throw new S3Error(400, "XAmzContentSHA256Mismatch",
					"The provided 'x-amz-content-sha256' header does not match what was computed.");
		}
	}

	private static @Nullable PartChecksum checksum(S3Request request) {
		PartChecksum checksum = single(request);
		if (checksum != null && !checksum.isWellFormed()) {
			throw S3Error.invalidRequest("Value for " + checksum.algorithm().header() + " header is invalid.");
		}
		return checksum;
	}

	private static @Nullable PartChecksum single(S3Request request) {
		PartChecksum found = null;
		for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
			String value = request.header(algorithm.header());
			if (value == null) {
				continue;
			}
			if (found != null) {
				throw S3Error.invalidRequest(
						"Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
			}
			found = new PartChecksum(algorithm, value);
		}
		return found;
	}

	private static @Nullable String md5(S3Request request) {
		String header = request.header("content-md5");
		if (header == null) {
			return null;
		}
		try {
			byte[] bytes = Base64.getDecoder().decode(header);
			if (bytes.length == 16) {
				return BodyDigest.hex(bytes);
			}
		}
		catch (IllegalArgumentException ex) {
			throw invalidDigest();
		}
		throw invalidDigest();
	}

	private static @Nullable String payloadSha256(S3Request request) {
		String header = request.header("x-amz-content-sha256");
		return (header != null && header.matches("[0-9a-f]{64}")) ? header : null;
	}

	private static S3Error invalidDigest() {
		return new S3Error(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
	}

}
