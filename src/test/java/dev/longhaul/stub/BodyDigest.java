package dev.longhaul.stub;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The MD5 of a body, and the checksums asked for, as its bytes go by.
 */
final class BodyDigest {

	private final RunningChecksum md5 = ChecksumAlgorithm.md5();

	private final Map<ChecksumAlgorithm, RunningChecksum> running = new EnumMap<>(ChecksumAlgorithm.class);

	private final Map<ChecksumAlgorithm, PartChecksum> sums = new EnumMap<>(ChecksumAlgorithm.class);

	private String md5Hex = "";

	/** Ready to check the claims, and to give the upload's own checksum if it has one. */
	static BodyDigest toCheck(BodyClaims claims, @Nullable ChecksumPlan plan) {
		BodyDigest digest = new BodyDigest();
		PartChecksum claimed = claims.checksum();
		if (claimed != null) {
			digest.include(claimed.algorithm());
		}
		if (plan != null) {
			digest.include(plan.algorithm());
		}
		if (claims.payloadSha256() != null) {
			digest.include(ChecksumAlgorithm.SHA256);
		}
		return digest;
	}

	void update(byte[] bytes, int offset, int length) {
		this.md5.update(bytes, offset, length);
		for (RunningChecksum sum : this.running.values()) {
			sum.update(bytes, offset, length);
		}
	}

	void finish() {
		this.md5Hex = hex(this.md5.value());
		this.running.forEach((algorithm, sum) -> this.sums.put(algorithm, PartChecksum.of(algorithm, sum.value())));
	}

	String md5() {
		return this.md5Hex;
	}

	@Nullable PartChecksum checksum(ChecksumAlgorithm algorithm) {
		return this.sums.get(algorithm);
	}

	/**
	 * The checksum that stays with the part: the upload's own, or the one that the client
	 * sent.
	 */
	@Nullable PartChecksum sumToKeep(BodyClaims claims, @Nullable ChecksumPlan plan) {
		return (plan != null) ? checksum(plan.algorithm()) : claims.checksum();
	}

	@Nullable String payloadSha256() {
		PartChecksum sum = checksum(ChecksumAlgorithm.SHA256);
		return (sum != null) ? hex(sum.bytes()) : null;
	}

	static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private void include(ChecksumAlgorithm algorithm) {
		this.running.computeIfAbsent(algorithm, ChecksumAlgorithm::start);
	}

}
