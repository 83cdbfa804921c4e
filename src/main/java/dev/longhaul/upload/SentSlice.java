package dev.longhaul.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.longhaul.source.FileSlice;
import dev.longhaul.store.PartBody;

/**
 * A slice on its way: counted, and no faster than the bandwidth allows. A retry takes its
 * bandwidth again, for it uses the line again.
 */
record SentSlice(FileSlice slice, Transfer.Meter meter, Bandwidth bandwidth) implements PartBody.Content {

	/** The HTTP client asks for 4 KiB at a time; that would be a system call for each. */
	private static final int READ_BUFFER = 256 << 10;

	@Override
	public InputStream open() throws IOException {
		return buffered(this.meter.count(this.bandwidth.limit(this.slice.open())));
	}

	@Override
	public InputStream look() throws IOException {
		return buffered(this.slice.open());
	}

	@Override
	public long pace() {
		return this.bandwidth.pace();
	}

	private static InputStream buffered(InputStream in) {
		return new BufferedInputStream(in, READ_BUFFER);
	}

}
