package dev.longhaul.checksum;

import java.util.List;

/**
 * The checksum of an object as S3 keeps it.
 *
 * @param value in base64; of a composite one with {@code -} and the number of parts
 * behind it
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, Type type, String value) {

	/** What was summed. */
	public enum Type {

		/** Of the object's bytes, however it was cut. */
		FULL_OBJECT,
		/** The checksum of the parts' checksums. */
		COMPOSITE,
		/** One of these: the store does not tell which. */
		UNTOLD

	}

	/**
	 * As {@link #toString()} wrote it: {@code algorithm:value}.
	 * @throws IllegalArgumentException if it is none
	 */
	public static ObjectChecksum parse(String text) {
		try {
			String[] words = text.split(":", 2);
			return of(ChecksumAlgorithm.named(words[0]), words[1]);
		}
		catch (IllegalArgumentException | ArrayIndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("'%s' is no checksum that this Longhaul knows".formatted(text), ex);
		}
	}

	/** As a store states it: only a composite value has the number of parts in it. */
	public static ObjectChecksum of(ChecksumAlgorithm algorithm, String value) {
		return new ObjectChecksum(algorithm, value.contains("-") ? Type.COMPOSITE : Type.FULL_OBJECT, value);
	}

	/** As a store states it that does not know the two types. */
	public static ObjectChecksum untold(ChecksumAlgorithm algorithm, String value) {
		return new ObjectChecksum(algorithm, Type.UNTOLD, value);
	}

	/** Of an object that was sent in one piece. */
	public static ObjectChecksum of(Checksum whole) {
		return of(whole.algorithm(), whole.base64());
	}

	/**
	 * Of an object made of these parts: of the full object where the algorithm combines,
	 * else composite.
	 * @param parts all of them, ascending, of one algorithm
	 */
	public static ObjectChecksum of(List<Summed> parts) {
		ChecksumAlgorithm algorithm = parts.get(0).checksum().algorithm();
		return algorithm.combines() ? full(algorithm, parts) : composite(parts);
	}

	private static ObjectChecksum full(ChecksumAlgorithm algorithm, List<Summed> parts) {
		CrcCombination combination = algorithm.combination();
		long crc = 0;
		for (Summed part : parts) {
			crc = combination.combine(crc, part.checksum().number(), part.length());
		}
		return of(Checksum.ofNumber(algorithm, crc));
	}

	/** The checksum of the parts' checksums. */
	public static ObjectChecksum composite(List<Summed> parts) {
		ChecksumAlgorithm algorithm = parts.get(0).checksum().algorithm();
		RunningChecksum running = algorithm.begin();
		for (Summed part : parts) {
			running.update(part.checksum().bytes(), 0, algorithm.length());
		}
		return of(algorithm, running.value().base64() + "-" + parts.size());
	}

	/** Whether it is known to be of the object's bytes. */
	public boolean fullObject() {
		return this.type == Type.FULL_OBJECT;
	}

	/**
	 * Whether the other one is made alike, so that the same bytes have the same value.
	 */
	public boolean isLike(ObjectChecksum other) {
		return this.algorithm == other.algorithm && this.type == other.type;
	}

	/**
	 * Whether a store that states this checksum has the bytes that the other one was
	 * computed from. Where the type is untold, only equality proves anything.
	 */
	public boolean tells(ObjectChecksum other) {
		return isLike(other) ? this.value.equals(other.value) : this.type == Type.UNTOLD
				&& this.algorithm == other.algorithm && this.value.equals(other.value.replaceFirst("-\\d+$", ""));
	}

	@Override
	public String toString() {
		return this.algorithm.label() + ":" + this.value;
	}

	/**
	 * A piece of the object and its length in bytes.
	 */
	public record Summed(Checksum checksum, long length) {
	}

}
