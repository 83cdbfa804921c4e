package dev.longhaul.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * A socket to the stub, for what no HTTP client lets be seen.
 */
final class RawConnection implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 10_000;

	private final Socket socket;

	private boolean resetWhileSending;

	RawConnection(StrictS3 s3) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), s3.endpoint().getPort());
		this.socket.setSoTimeout(PATIENCE_MILLIS);
	}

	/** The head of a request whose body has yet to be sent. */
	RawConnection head(String method, String target, long contentLength, String... headerLines) throws IOException {
		String head = method + " " + target + " HTTP/1.1\r\nHost: stub\r\nAuthorization: " + StubClient.AUTHORIZATION
				+ "\r\nContent-Length: " + contentLength + "\r\n";
		for (String line : headerLines) {
			head += line + "\r\n";
		}
		return bytes((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
	}

	RawConnection bytes(byte[] bytes) throws IOException {
		try {
			this.socket.getOutputStream().write(bytes);
		}
		catch (SocketException ex) {
			// told only once: a read after it would see no more than an end
			this.resetWhileSending = true;
		}
		return this;
	}

	/** The next line of the answer. */
	String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int b = this.socket.getInputStream().read(); b != '\n'; b = this.socket.getInputStream().read()) {
			if (b < 0) {
				throw new IOException("Closed within a line");
			}
			line.write(b);
		}
		return line.toString(StandardCharsets.ISO_8859_1).strip();
	}

	/** All that comes until the other side closes or resets the connection. */
	Rest rest() throws IOException {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		boolean reset = this.resetWhileSending;
		try {
			for (int b = this.socket.getInputStream().read(); b >= 0; b = this.socket.getInputStream().read()) {
				received.write(b);
			}
		}
		catch (SocketException ex) {
			reset = true;
		}
		return new Rest(received.toString(StandardCharsets.ISO_8859_1), reset);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * The end of a connection as the client sees it.
	 */
	record Rest(String text, boolean reset) {
	}

}
