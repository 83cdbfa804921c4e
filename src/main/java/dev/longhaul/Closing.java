package dev.longhaul;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a session has opened, closed in the reverse order.
 */
final class Closing implements AutoCloseable {

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	<T extends AutoCloseable> T on(T resource) {
		this.opened.push(resource);
		return resource;
	}

	/** Closes what was opened before this failure. */
	void after(RuntimeException failure) {
		try {
			close();
		}
		catch (Exception ex) {
			failure.addSuppressed(ex);
		}
	}

	/** All of it, whatever fails. */
	@Override
	public void close() throws Exception {
		Exception first = null;
		while (!this.opened.isEmpty()) {
			try {
				this.opened.pop().close();
			}
			catch (Exception ex) {
				if (first == null) {
					first = ex;
				}
				else {
					first.addSuppressed(ex);
				}
			}
		}
		if (first != null) {
			throw first;
		}
	}

}
