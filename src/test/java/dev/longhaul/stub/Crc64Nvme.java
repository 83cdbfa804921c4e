package dev.longhaul.stub;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME, eight bytes a step by tables.
 */
final class Crc64Nvme implements Checksum {

	/** The polynomial 0xAD93D23594C93659, least significant bit first. */
	static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long[][] TABLES = tables();

	private long register = -1;

	@Override
	public void update(int b) {
		this.register = TABLES[0][(int) (this.register ^ b) & 0xff] ^ (this.register >>> 8);
	}

	@Override
	public void update(byte[] bytes, int offset, int length) {
		int at = offset;
		int end = offset + length;
		long crc = this.register;
		for (; end - at >= 8; at += 8) {
			long x = crc ^ (long) LONGS.get(bytes, at);
			crc = TABLES[7][(int) x & 0xff] ^ TABLES[6][(int) (x >>> 8) & 0xff] ^ TABLES[5][(int) (x >>> 16) & 0xff]
					^ TABLES[4][(int) (x >>> 24) & 0xff] ^ TABLES[3][(int) (x >>> 32) & 0xff]
					^ TABLES[2][(int) (x >>> 40) & 0xff] ^ TABLES[1][(int) (x >>> 48) & 0xff]
					^ TABLES[0][(int) (x >>> 56)];
		}
		this.register = crc;
		for (; at < end; at++) {
			update(bytes[at]);
		}
	}

	@Override
	public long getValue() {
		return ~this.register;
	}

	@Override
	public void reset() {
		this.register = -1;
	}

	private static long[][] tables() {
		long[][] tables = new long[8][256];
		for (int b = 0; b < 256; b++) {
			long crc = b;
			for (int bit = 0; bit < 8; bit++) {
				crc = ((crc & 1) != 0) ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
			}
			tables[0][b] = crc;
		}
		for (int table = 1; table < 8; table++) {
			for (int b = 0; b < 256; b++) {
				long crc = tables[table - 1][b];
				tables[table][b] = tables[0][(int) crc & 0xff] ^ (crc >>> 8);
			}
		}
		return tables;
	}

}
