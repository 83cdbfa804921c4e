package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The body of an answer: how long it is, and a way to write it.
 */
record Content(long length, Writer writer) {

	static final Content NONE = new Content(0, (out) -> {
	});

	static Content of(byte[] bytes) {
		return new Content(bytes.length, (out) -> out.write(bytes));
	}

	static Content of(StoredObject object, long from, long length) {
		return new Content(length, (out) -> {
			try (InputStream in = object.from(from)) {
				copy(in, out, length);
			}
		});
	}

	private static void copy(InputStream in, OutputStream out, long length) throws IOException {
		byte[] buffer = new byte[64 * 1024];
		long left = length;
		while (left > 0) {
			int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
			if (n < 0) {
				throw new IOException("The object has " + left + " bytes less than it should");
			}
			out.write(buffer, 0, n);
			left -= n;
		}
	}

	/**
	 * Writes the bytes of a body.
	 */
	interface Writer {

		void writeTo(OutputStream out) throws IOException;

	}

}
