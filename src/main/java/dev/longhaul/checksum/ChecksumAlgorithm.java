package dev.longhaul.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * How the bytes of a part are summed before they are sent, so that the store can refuse
 * any others. MD5 travels as Content-MD5, which every store verifies; the others as S3's
 * checksum headers.
 */
public enum ChecksumAlgorithm {

	/** S3's own: 64 bits, always of the whole object. */
	CRC64NVME(8),
	/** 32 bits, by an instruction of the processor. */
	CRC32C(4),
	/** 32 bits, as zip has it. */
	CRC32(4),
	/** 256 bits; for a multipart object the checksum of its parts' checksums. */
	SHA256(32),
	/** 160 bits; for a multipart object the checksum of its parts' checksums. */
	SHA1(20),
	/** 128 bits; where an object's ETag is made of MD5s it is compared too. */
	MD5(16);

	/** Bytes a read: what a system call costs shows below, and memory above. */
	private static final int BUFFER = 64 << 10;

	private final int length;

	ChecksumAlgorithm(int length) {
		this.length = length;
	}

	/** The algorithm of this name, in whatever case. */
	public static ChecksumAlgorithm named(String name) {
		return valueOf(name.strip().toUpperCase(Locale.ROOT));
	}

	/** The name as definitions, headers and reports have it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Bytes of a checksum. */
	public int length() {
		return this.length;
	}

	/**
	 * Whether the checksum of a whole can be computed from those of its pieces: then it
	 * is of the full object, however it was cut.
	 */
	public boolean combines() {
		return switch (this) {
			case CRC64NVME, CRC32C, CRC32 -> true;
			case SHA256, SHA1, MD5 -> false;
		};
	}

	/** Begins a checksum. */
	public RunningChecksum begin() {
		return switch (this) {
			case CRC64NVME -> crc(NativeCrc64.begin());
			case CRC32C -> crc(new CRC32C());
			case CRC32 -> crc(new CRC32());
			case SHA256 -> digest("SHA-256");
			case SHA1 -> digest("SHA-1");
			case MD5 -> digest("MD5");
		};
	}

	/** The checksum of these bytes. */
	public Checksum of(byte[] bytes) {
		RunningChecksum running = begin();
		running.update(bytes, 0, bytes.length);
		return running.value();
	}

	/** The checksum of all that the stream yields. */
	public Checksum of(InputStream in) throws IOException {
		RunningChecksum running = begin();
		byte[] buffer = new byte[BUFFER];
		for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
			running.update(buffer, 0, n);
		}
		return running.value();
	}

	CrcCombination combination() {
		return switch (this) {
			case CRC64NVME -> new CrcCombination(64, Crc64Nvme.POLYNOMIAL);
			case CRC32C -> new CrcCombination(32, 0x82F63B78L);
			case CRC32 -> new CrcCombination(32, 0xEDB88320L);
			case SHA256, SHA1, MD5 -> throw new IllegalStateException(label() + " cannot be combined");
		};
	}

	private RunningChecksum crc(java.util.zip.Checksum crc) {
		return new RunningChecksum() {

			@Override
			public void update(byte[] bytes, int offset, int count) {
				crc.update(bytes, offset, count);
			}

			@Override
			public Checksum value() {
				return Checksum.ofNumber(ChecksumAlgorithm.this, crc.getValue());
			}

		};
	}

	@SuppressWarnings("InsecureCryptoUsage") // S3 has MD5 and SHA-1, against damage only
	private RunningChecksum digest(String name) {
		MessageDigest digest = digestNamed(name);
		return new RunningChecksum() {

			@Override
			public void update(byte[] bytes, int offset, int count) {
				digest.update(bytes, offset, count);
			}

			@Override
			public Checksum value() {
				return Checksum.of(ChecksumAlgorithm.this, Arrays.copyOf(digest.digest(), length()));
			}

		};
	}

	private static MessageDigest digestNamed(String name) {
		try {
			return MessageDigest.getInstance(name);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex); // every JDK has these three
		}
	}

}
