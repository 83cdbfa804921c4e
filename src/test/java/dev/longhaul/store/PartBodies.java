package dev.longhaul.store;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

import dev.longhaul.part.Part;

/**
 * Bodies made of bytes in memory.
 */
public final class PartBodies {

	private PartBodies() {
	}

	/** A part of these bytes; its offset is of no account to a store. */
	public static PartBody of(int number, byte[] bytes) {
		return new PartBody(new Part(number, 0, bytes.length), md5(bytes), () -> new ByteArrayInputStream(bytes));
	}

	/** A part whose bytes are damaged after they were hashed. */
	public static PartBody damaged(int number, byte[] bytes) {
		byte[] other = bytes.clone();
		other[other.length / 2] ^= 1;
		return new PartBody(new Part(number, 0, bytes.length), md5(bytes), () -> new ByteArrayInputStream(other));
	}

	/** The same bytes for the same length and seed. */
	public static byte[] bytes(int length, long seed) {
		byte[] bytes = new byte[length];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

	public static String md5(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex); // every JDK has MD5
		}
	}

}
