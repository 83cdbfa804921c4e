package dev.longhaul.repository.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of what is printed.
 */
final class AnswerStream extends OutputStream {

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final Consumer<String> onLine;

	AnswerStream(Consumer<String> onLine) {
		this.onLine = onLine;
	}

	@Override
	public synchronized void write(int octet) throws IOException {
		if (octet == '\n') {
			this.onLine.accept(this.line.toString(StandardCharsets.UTF_8));
			this.line.reset();
		}
		else {
			this.line.write(octet);
		}
	}

	@Override
	public synchronized void close() throws IOException {
		if (this.line.size() > 0) {
			write('\n');
		}
	}

}
