package dev.longhaul.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.longhaul.store.PartBody;

/**
 * The bytes of a part on their way: counted, and no faster than the bandwidth allows. A
 * retry takes its bandwidth again, for it uses the line again.
 */
record SentContent(Opening bytes, boolean inMemory, Transfer.Meter meter, Bandwidth bandwidth,
		PartLimit.Tries tries) implements PartBody.Content {

	/**
	 * The HTTP client asks for 4 KiB at a time; that would be a system call for each, or
	 * a wait for bandwidth, which takes smaller pieces where it is little.
	 */
	private static final int READ_BUFFER = 64 << 10;

	@Override
	public InputStream open() throws IOException {
		this.tries.begin();
		InputStream counted = this.meter.count(this.bandwidth.limit(this.bytes.open()));
		return (this.inMemory && this.bandwidth.isUnlimited()) ? counted : buffered(counted);
	}

	@Override
	public InputStream look() throws IOException {
		return this.inMemory ? this.bytes.open() : buffered(this.bytes.open());
	}

	@Override
	public long pace() {
		return this.bandwidth.pace();
	}

	private static InputStream buffered(InputStream in) {
		return new BufferedInputStream(in, READ_BUFFER);
	}

	/** Opens the bytes at the first one, in memory or on disk. */
	@FunctionalInterface
	interface Opening {

		InputStream open() throws IOException;

	}

}
