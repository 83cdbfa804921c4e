package dev.longhaul.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;

/**
 * Yields bytes when the budgets allow it. An interrupt ends the wait and the stream.
 */
final class LimitedStream extends FilterInputStream {

	private final List<Budget> budgets;

	LimitedStream(InputStream in, List<Budget> budgets) {
		super(in);
		this.budgets = budgets;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int most = length;
		for (Budget budget : this.budgets) {
			most = Math.min(most, budget.chunk());
		}
		int n = super.read(bytes, offset, most);
		if (n > 0) {
			take(n);
		}
		return n;
	}

	private void take(int bytes) throws InterruptedIOException {
		try {
			for (Budget budget : this.budgets) {
				budget.take(bytes);
			}
		}
		catch (InterruptedException ex) {
			// the SDK would try again if the thread did not say that it is to stop
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while waiting for bandwidth");
		}
	}

}
