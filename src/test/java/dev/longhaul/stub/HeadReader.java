package dev.longhaul.stub;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Reads the head of an HTTP/1.1 request, its line first, so that a fault can strike
 * before the headers are read.
 */
final class HeadReader {

	private static final int MAX_LINE = 64 * 1024;

	private final InputStream in;

	HeadReader(InputStream in) {
		this.in = in;
	}

	/** Null when the client has closed an idle connection. */
	@Nullable RequestLine requestLine() throws IOException {
		String line = line();
		if (line == null) {
			return null;
		}
		int first = line.indexOf(' ');
		int last = line.lastIndexOf(' ');
		if (first < 0 || last == first) {
			throw new IOException("Not an HTTP request line: " + line);
		}
		return new RequestLine(line.substring(0, first), line.substring(first + 1, last), line.substring(last + 1));
	}

	/** Names in lower case; a repeated header's values are joined by a comma. */
	Map<String, String> headers() throws IOException {
		Map<String, String> headers = new TreeMap<>();
		while (true) {
			String line = line();
			if (line == null) {
				throw new EOFException("The request ended in its headers");
			}
			if (line.isEmpty()) {
				return headers;
			}
			int colon = line.indexOf(':');
			if (colon <= 0) {
				throw new IOException("Not an HTTP header: " + line);
			}
			String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
			headers.merge(name, line.substring(colon + 1).strip(), (one, other) -> one + "," + other);
		}
	}

	private @Nullable String line() throws IOException {
		byte[] bytes = new byte[256];
		int length = 0;
		for (int b = this.in.read(); b != '\n'; b = this.in.read()) {
			if (b < 0 && length == 0) {
				return null;
			}
			if (b < 0 || length == MAX_LINE) {
				throw new EOFException("A line of the request's head has no end");
			}
			if (length == bytes.length) {
				bytes = Arrays.copyOf(bytes, 2 * length);
			}
			bytes[length++] = (byte) b;
		}
		boolean endsWithReturn = length > 0 && bytes[length - 1] == '\r';
		return new String(bytes, 0, endsWithReturn ? length - 1 : length, StandardCharsets.ISO_8859_1);
	}

}
