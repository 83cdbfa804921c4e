package dev.longhaul.stub;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Lets so many bytes through and then cuts the connection.
 */
final class HalfOutput extends OutputStream {

	private final OutputStream out;

	private long left;

	HalfOutput(OutputStream out, long limit) {
		this.out = out;
		this.left = limit;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		int allowed = (int) Math.min(length, this.left);
		this.out.write(bytes, offset, allowed);
		this.left -= allowed;
		if (this.left == 0) {
			this.out.flush();
			throw new CutConnection("Reset in the answer");
		}
	}

}
