package dev.longhaul.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/**
 * Reads a slice of a file, no byte more, and says so when the file ends before it.
 */
final class SliceStream extends InputStream {

	private final FileChannel channel;

	private final FileSlice slice;

	private long position;

	SliceStream(FileChannel channel, FileSlice slice) {
		this.channel = channel;
		this.slice = slice;
		this.position = slice.part().offset();
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		long left = this.slice.part().offset() + this.slice.part().length() - this.position;
		if (left == 0) {
			return -1;
		}
		int n = read(ByteBuffer.wrap(bytes, offset, (int) Math.min(left, length)));
		if (n < 0) {
			throw new SourceChanged(this.slice.file().path(),
					"it ends at byte %,d of %,d".formatted(this.position, this.slice.file().size()));
		}
		this.position += n;
		return n;
	}

	/** An error of the disk must not pass for one of the network that reads from here. */
	private int read(ByteBuffer bytes) throws IOException {
		try {
			return this.channel.read(bytes, this.position);
		}
		catch (ClosedChannelException ex) {
			throw ex; // by a stop
		}
		catch (IOException ex) {
			throw new SourceUnreadable(this.slice.file().path(),
					"part %d: %s".formatted(this.slice.part().number(), ex.getMessage()));
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
