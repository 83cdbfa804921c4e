package dev.longhaul.stub;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The checksum that an upload was created with, which all its parts have to keep to.
 */
record ChecksumPlan(ChecksumAlgorithm algorithm, ChecksumType type) {

	static @Nullable ChecksumPlan of(S3Request create) {
		String algorithm = create.header("x-amz-checksum-algorithm");
		String type = create.header("x-amz-checksum-type");
		if (algorithm == null) {
			if (type != null) {
				throw S3Error
					.invalidRequest("The x-amz-checksum-type header can only be used with x-amz-checksum-algorithm.");
			}
			return null;
		}
		ChecksumAlgorithm known = algorithm(algorithm);
		return new ChecksumPlan(known, (type == null) ? usual(known) : type(known, type));
	}

	/**
	 * S3 sums up a full object itself, but a composite upload needs the client's checksum
	 * on each part.
	 */
	void check(@Nullable PartChecksum claimed) {
		boolean missing = claimed == null && this.type == ChecksumType.COMPOSITE;
		boolean other = claimed != null && claimed.algorithm() != this.algorithm;
		if (missing || other) {
			throw mismatch(this, claimed);
		}
	}

	static S3Error mismatch(@Nullable ChecksumPlan plan, @Nullable PartChecksum claimed) {
		String expected = (plan == null) ? "null" : plan.algorithm.name().toLowerCase(Locale.ROOT);
		String actual = (claimed == null) ? "null" : claimed.algorithm().name().toLowerCase(Locale.ROOT);
		return S3Error.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: " + expected
				+ ", actual checksum Type: " + actual);
	}

	ObjectChecksum over(List<Part> parts) {
		String value = (this.type == ChecksumType.COMPOSITE) ? composite(parts) : fullObject(parts);
		return new ObjectChecksum(this.algorithm, this.type, value);
	}

	private String composite(List<Part> parts) {
		RunningChecksum sum = this.algorithm.start();
		for (Part part : parts) {
			byte[] value = checksumOf(part).bytes();
			sum.update(value, 0, value.length);
		}
		return PartChecksum.of(this.algorithm, sum.value()).value() + "-" + parts.size();
	}

	private String fullObject(List<Part> parts) {
		CrcSums sums = this.algorithm.sums();
		if (sums == null) {
			throw new IllegalStateException(this.algorithm + " of a whole cannot be had from its parts");
		}
		long crc = 0;
		for (Part part : parts) {
			crc = sums.join(crc, number(checksumOf(part)), part.size());
		}
		byte[] bytes = ByteBuffer.allocate(8).putLong(crc).array();
		return PartChecksum.of(this.algorithm, Arrays.copyOfRange(bytes, 8 - this.algorithm.length(), 8)).value();
	}

	private static PartChecksum checksumOf(Part part) {
		PartChecksum checksum = part.checksum();
		if (checksum == null) {
			throw new IllegalStateException("Part " + part.number() + " was stored without a checksum");
		}
		return checksum;
	}

	private static long number(PartChecksum checksum) {
		byte[] value = checksum.bytes();
		return ByteBuffer.allocate(8).position(8 - value.length).put(value).getLong(0);
	}

	private static ChecksumAlgorithm algorithm(String name) {
		for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
			if (algorithm.name().equals(name)) {
				return algorithm;
			}
		}
		throw S3Error.invalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the "
				+ "valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
	}

	private static ChecksumType usual(ChecksumAlgorithm algorithm) {
		return (algorithm == ChecksumAlgorithm.CRC64NVME) ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
	}

	private static ChecksumType type(ChecksumAlgorithm algorithm, String name) {
		boolean possible = switch (name) {
			case "COMPOSITE" -> algorithm != ChecksumAlgorithm.CRC64NVME;
			case "FULL_OBJECT" -> algorithm.sums() != null;
			default -> throw S3Error.invalidRequest("Value for x-amz-checksum-type header is invalid.");
		};
		if (!possible) {
			throw S3Error.invalidRequest("The " + name + " checksum type cannot be used with the "
					+ algorithm.name().toLowerCase(Locale.ROOT) + " checksum algorithm.");
		}
		return ChecksumType.valueOf(name);
	}

}
