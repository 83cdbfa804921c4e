package dev.longhaul.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * A body on its way that reports now and then that it still flows. What the system's
 * buffers take at once, a few megabytes at most, is no sign of that: only bytes that are
 * still asked for after a while show that the store takes them.
 */
final class FlowingStream extends FilterInputStream {

	/** In nanoseconds. */
	static final long WHILE = 30_000_000_000L;

	private final Runnable flows;

	private final LongSupplier nanoTime;

	private long since;

	FlowingStream(InputStream body, Runnable flows, LongSupplier nanoTime) {
		super(body);
		this.flows = flows;
		this.nanoTime = nanoTime;
		this.since = nanoTime.getAsLong();
	}

	@Override
	public int read() throws IOException {
		int read = super.read();
		tell();
		return read;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		tell();
		return read;
	}

	private void tell() {
		long now = this.nanoTime.getAsLong();
		if (now - this.since > WHILE) {
			this.since = now;
			this.flows.run();
		}
	}

}
