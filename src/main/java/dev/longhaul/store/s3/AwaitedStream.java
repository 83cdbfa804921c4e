package dev.longhaul.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that tells when the first of its bytes are asked for.
 */
final class AwaitedStream extends FilterInputStream {

	private final Runnable goesOut;

	private boolean begun;

	AwaitedStream(InputStream body, Runnable goesOut) {
		super(body);
		this.goesOut = goesOut;
	}

	@Override
	public int read() throws IOException {
		begin();
		return super.read();
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		begin();
		return super.read(bytes, offset, length);
	}

	private void begin() {
		if (!this.begun) {
			this.begun = true;
			this.goesOut.run();
		}
	}

}
