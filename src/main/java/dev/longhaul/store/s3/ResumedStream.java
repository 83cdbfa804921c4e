package dev.longhaul.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The body of a GetObject that is asked for again, from the byte at which it broke.
 */
final class ResumedStream extends InputStream {

	/**
	 * In a row, without a byte between them; opening has retries and pauses of its own.
	 */
	private static final int MOST_BREAKS = 8;

	private final RequestName doing;

	private final LongFunction<ResponseInputStream<GetObjectResponse>> opener;

	private final long end;

	private long position;

	private int breaks;

	private @Nullable ResponseInputStream<GetObjectResponse> current;

	ResumedStream(RequestName doing, LongFunction<ResponseInputStream<GetObjectResponse>> opener, long from, long end) {
		this.doing = doing;
		this.opener = opener;
		this.position = from;
		this.end = end;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) {
		if (length == 0) {
			return 0;
		}
		while (this.position < this.end) {
			try {
				int n = opened().read(bytes, offset, (int) Math.min(length, this.end - this.position));
				if (n < 0) {
					throw new IOException("it ended at byte %,d".formatted(this.position));
				}
				this.position += n;
				this.breaks = 0;
				return n;
			}
			catch (IOException ex) {
				abandon();
				this.breaks++;
				if (this.breaks >= MOST_BREAKS) {
					throw new StoreUnavailable("%s: the answer broke off %d times (%s); run again later"
						.formatted(this.doing, this.breaks, ex.getMessage()), ex);
				}
			}
		}
		return -1;
	}

	private ResponseInputStream<GetObjectResponse> opened() {
		if (this.current == null) {
			ResponseInputStream<GetObjectResponse> opened = this.opener.apply(this.position);
			requireOfS3(opened);
			String range = opened.response().contentRange();
			boolean whole = range == null && this.position == 0;
			if (!whole && (range == null || !range.startsWith("bytes " + this.position + "-"))) {
				opened.abort();
				throw new RequestRefused(this.doing + ": the store does not answer with the range it was asked for",
						null);
			}
			this.current = opened;
		}
		return this.current;
	}

	private void requireOfS3(ResponseInputStream<GetObjectResponse> opened) {
		try {
			StrangersAnswer.requireNone(this.doing, opened.response());
		}
		catch (StoreUnavailable ex) {
			opened.abort();
			throw ex;
		}
	}

	/** Without reading to the end what nobody wants. */
	private void abandon() {
		if (this.current != null) {
			this.current.abort();
			this.current = null;
		}
	}

	/** A connection whose answer was read to the end serves again. */
	@Override
	public void close() throws IOException {
		if (this.position == this.end && this.current != null) {
			this.current.close();
			this.current = null;
		}
		abandon();
	}

}
