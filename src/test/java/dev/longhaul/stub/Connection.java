package dev.longhaul.stub;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * One client's connection: request after request until one side ends it.
 */
final class Connection implements Runnable {

	private static final int LINGER_MILLIS = 2_000;

	private final Socket socket;

	private final Backend backend;

	Connection(Socket socket, Backend backend) {
		this.socket = socket;
		this.backend = backend;
	}

	@Override
	public void run() {
		try (this.socket) {
			serve();
		}
		catch (IOException ex) {
			// the client has gone, or the stub is being closed; the journal has what came
			// of the request
		}
		catch (RuntimeException | Error ex) {
			this.backend.failures().add(ex);
		}
	}

	private void serve() throws IOException {
		this.socket.setTcpNoDelay(true);
		InputStream in = new BufferedInputStream(this.socket.getInputStream(), 32 * 1024);
		OutputStream out = new BufferedOutputStream(this.socket.getOutputStream(), 32 * 1024);
		HeadReader reader = new HeadReader(in);
		Exchange exchange = new Exchange(in, out, this.backend);
		try {
			for (RequestLine line = reader.requestLine(); line != null; line = reader.requestLine()) {
				if (!exchange.serve(line, reader)) {
					linger(in);
					return;
				}
			}
		}
		catch (CutConnection ex) {
			// without lingering, closing sends a TCP reset
			this.socket.setSoLinger(true, 0);
		}
	}

	/**
	 * Closing while the client still sends would reset the connection and take the answer
	 * from it.
	 */
	private void linger(InputStream in) throws IOException {
		this.socket.shutdownOutput();
		this.socket.setSoTimeout(LINGER_MILLIS);
		in.transferTo(OutputStream.nullOutputStream());
	}

}
