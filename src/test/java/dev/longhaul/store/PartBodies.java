package dev.longhaul.store;

import java.io.ByteArrayInputStream;
import java.util.Random;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;

/**
 * Bodies made of bytes in memory.
 */
public final class PartBodies {

	private PartBodies() {
	}

	/** A part of these bytes; its offset is of no account to a store. */
	public static PartBody of(int number, byte[] bytes) {
		return new PartBody(new Part(number, 0, bytes.length), ChecksumAlgorithm.MD5.of(bytes),
				() -> new ByteArrayInputStream(bytes));
	}

	/** A part that is guarded by this checksum. */
	public static PartBody of(int number, byte[] bytes, ChecksumAlgorithm integrity) {
		return new PartBody(new Part(number, 0, bytes.length), integrity.of(bytes),
				() -> new ByteArrayInputStream(bytes));
	}

	/** A part whose bytes are damaged after they were hashed. */
	public static PartBody damaged(int number, byte[] bytes) {
		byte[] other = bytes.clone();
		other[other.length / 2] ^= 1;
		return new PartBody(new Part(number, 0, bytes.length), ChecksumAlgorithm.MD5.of(bytes),
				() -> new ByteArrayInputStream(other));
	}

	/** The body with its first byte damaged after it was summed. */
	public static PartBody damaged(PartBody body) {
		return new PartBody(body.part(), body.checksum(), () -> {
			byte[] bytes = body.content().open().readAllBytes();
			bytes[0] ^= 1;
			return new ByteArrayInputStream(bytes);
		});
	}

	/** The same bytes for the same length and seed. */
	public static byte[] bytes(int length, long seed) {
		byte[] bytes = new byte[length];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

	public static String md5(byte[] bytes) {
		return ChecksumAlgorithm.MD5.of(bytes).hex();
	}

}
