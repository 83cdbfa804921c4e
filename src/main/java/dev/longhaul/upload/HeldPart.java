package dev.longhaul.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.RunningChecksum;

/**
 * The bytes of a part in memory: read once, summed on the way, sent as often as it takes.
 */
final class HeldPart implements AutoCloseable {

	/**
	 * Bytes a read: the JDK keeps a buffer as large as the largest read for each thread.
	 */
	private static final int READ = 64 << 10;

	private final List<byte[]> blocks;

	private final PartMemory memory;

	private long length;

	HeldPart(List<byte[]> blocks, PartMemory memory) {
		this.blocks = blocks;
		this.memory = memory;
	}

	/** Reads the bytes, and sums them while they are still in the processor's cache. */
	Checksum fill(InputStream in, long bytes, ChecksumAlgorithm algorithm) throws IOException {
		RunningChecksum running = algorithm.begin();
		while (this.length < bytes) {
			byte[] block = this.blocks.get((int) (this.length / PartMemory.BLOCK));
			int at = (int) (this.length % PartMemory.BLOCK);
			int n = in.read(block, at, Math.min(READ, PartMemory.BLOCK - at));
			running.update(block, at, n);
			this.length += n;
		}
		return running.value();
	}

	InputStream open() {
		return new InputStream() {

			private long position;

			@Override
			public int read() {
				byte[] one = new byte[1];
				return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
			}

			@Override
			public int read(byte[] bytes, int offset, int count) {
				if (this.position == HeldPart.this.length) {
					return -1;
				}
				int at = (int) (this.position % PartMemory.BLOCK);
				int inBlock = (int) Math.min(PartMemory.BLOCK - at, HeldPart.this.length - this.position);
				int n = Math.min(count, inBlock);
				System.arraycopy(HeldPart.this.blocks.get((int) (this.position / PartMemory.BLOCK)), at, bytes, offset,
						n);
				this.position += n;
				return n;
			}

		};
	}

	@Override
	public void close() {
		this.memory.release(this.blocks);
	}

}
