package dev.longhaul.stub;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import org.jspecify.annotations.Nullable;

/**
 * The checksums that S3 verifies, with the names it has for them.
 */
public enum ChecksumAlgorithm {

	CRC32(4), CRC32C(4), CRC64NVME(8), SHA1(20), SHA256(32);

	private final int length;

	ChecksumAlgorithm(int length) {
		this.length = length;
	}

	/** The header that carries the value, in lower case. */
	String header() {
		return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
	}

	/** The element that carries the value in XML. */
	String element() {
		return "Checksum" + name();
	}

	/** Bytes of a value. */
	int length() {
		return this.length;
	}

	/** Null where the sum of a whole cannot be had from the sums of its pieces. */
	@Nullable CrcSums sums() {
		return switch (this) {
			case CRC32 -> new CrcSums(32, 0xEDB88320L);
			case CRC32C -> new CrcSums(32, 0x82F63B78L);
			case CRC64NVME -> new CrcSums(64, Crc64Nvme.POLYNOMIAL);
			case SHA1, SHA256 -> null;
		};
	}

	RunningChecksum start() {
		return switch (this) {
			case CRC32 -> crc(new CRC32());
			case CRC32C -> crc(new CRC32C());
			case CRC64NVME -> crc(new Crc64Nvme());
			case SHA1 -> digest("SHA-1");
			case SHA256 -> digest("SHA-256");
		};
	}

	static RunningChecksum md5() {
		return digest("MD5");
	}

	private RunningChecksum crc(Checksum crc) {
		return new RunningChecksum() {

			@Override
			public void update(byte[] bytes, int offset, int count) {
				crc.update(bytes, offset, count);
			}

			@Override
			public byte[] value() {
				byte[] bytes = ByteBuffer.allocate(8).putLong(crc.getValue()).array();
				return Arrays.copyOfRange(bytes, 8 - length(), 8);
			}

		};
	}

	private static RunningChecksum digest(String algorithm) {
		MessageDigest digest = newDigest(algorithm);
		return new RunningChecksum() {

			@Override
			public void update(byte[] bytes, int offset, int count) {
				digest.update(bytes, offset, count);
			}

			@Override
			public byte[] value() {
				return digest.digest();
			}

		};
	}

	private static MessageDigest newDigest(String algorithm) {
		try {
			return MessageDigest.getInstance(algorithm);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
