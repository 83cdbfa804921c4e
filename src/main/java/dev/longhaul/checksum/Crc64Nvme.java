package dev.longhaul.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME in Java, for where {@link NativeCrc64} does not load. Eight bytes a step,
 * by a table for the distance of each from the end.
 */
final class Crc64Nvme implements Checksum {

	/** 0xAD93D23594C93659 with the lowest power in the highest bit. */
	static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

	/** Bytes; four of them are a buffer of a file's reader. */
	private static final int LANE = 16 << 10;

	private static final CrcCombination COMBINATION = new CrcCombination(Long.SIZE, POLYNOMIAL);

	private static final long LANE_FURTHER = COMBINATION.powerOfX(LANE);

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long[] T0 = bytewise();

	private static final long[] T1 = oneFurther(T0);

	private static final long[] T2 = oneFurther(T1);

	private static final long[] T3 = oneFurther(T2);

	private static final long[] T4 = oneFurther(T3);

	private static final long[] T5 = oneFurther(T4);

	private static final long[] T6 = oneFurther(T5);

	private static final long[] T7 = oneFurther(T6);

	private long inverted = ~0L;

	@Override
	public void update(int value) {
		this.inverted = T0[(int) (this.inverted ^ value) & 0xff] ^ (this.inverted >>> 8);
	}

	@Override
	public void update(byte[] bytes, int offset, int length) {
		int at = offset;
		int end = offset + length;
		for (; end - at >= 4 * LANE; at += 4 * LANE) {
			this.inverted = fourLanes(this.inverted, bytes, at);
		}
		for (; end - at >= 8; at += 8) {
			this.inverted = eightFurther(this.inverted, bytes, at);
		}
		for (; at < end; at++) {
			update(bytes[at]);
		}
	}

	/**
	 * Four consecutive lanes at once: a step waits for the one before it, but not for
	 * those of other lanes, so a processor does four in the time of two.
	 */
	private static long fourLanes(long before, byte[] bytes, int offset) {
		long first = before;
		long second = 0;
		long third = 0;
		long fourth = 0;
		for (int at = offset; at < offset + LANE; at += 8) {
			first = eightFurther(first, bytes, at);
			second = eightFurther(second, bytes, at + LANE);
			third = eightFurther(third, bytes, at + 2 * LANE);
			fourth = eightFurther(fourth, bytes, at + 3 * LANE);
		}
		long half = COMBINATION.product(first, LANE_FURTHER) ^ second;
		long most = COMBINATION.product(half, LANE_FURTHER) ^ third;
		return COMBINATION.product(most, LANE_FURTHER) ^ fourth;
	}

	private static long eightFurther(long crc, byte[] bytes, int at) {
		long next = crc ^ (long) LONGS.get(bytes, at);
		int low = (int) next;
		int high = (int) (next >>> 32);
		return T7[low & 0xff] ^ T6[(low >>> 8) & 0xff] ^ T5[(low >>> 16) & 0xff] ^ T4[low >>> 24] ^ T3[high & 0xff]
				^ T2[(high >>> 8) & 0xff] ^ T1[(high >>> 16) & 0xff] ^ T0[high >>> 24];
	}

	@Override
	public long getValue() {
		return ~this.inverted;
	}

	@Override
	public void reset() {
		this.inverted = ~0L;
	}

	private static long[] bytewise() {
		long[] table = new long[256];
		for (int value = 0; value < table.length; value++) {
			long crc = value;
			for (int bit = 0; bit < 8; bit++) {
				crc = (crc >>> 1) ^ ((crc & 1) * POLYNOMIAL);
			}
			table[value] = crc;
		}
		return table;
	}

	private static long[] oneFurther(long[] table) {
		long[] further = new long[table.length];
		for (int value = 0; value < table.length; value++) {
			further[value] = T0[(int) table[value] & 0xff] ^ (table[value] >>> 8);
		}
		return further;
	}

}
