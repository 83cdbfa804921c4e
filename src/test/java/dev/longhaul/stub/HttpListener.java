package dev.longhaul.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Accepts connections on the loopback, one thread each, until it is closed.
 */
final class HttpListener implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ServerSocket server = new ServerSocket();

	private final Map<Thread, Socket> connections = new HashMap<>();

	private final Backend backend;

	private final Thread acceptor;

	private boolean closed;

	HttpListener(int port, Backend backend) throws IOException {
		this.backend = backend;
		this.server.setReuseAddress(true);
		this.server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port), 1024);
		this.acceptor = thread("accept", this::acceptAll);
	}

	void start() {
		this.acceptor.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** Cuts all connections and waits for their threads; a hook may call it. */
	@Override
	public void close() throws IOException {
		List<Thread> threads;
		synchronized (this.connections) {
			this.closed = true;
			this.server.close();
			for (Map.Entry<Thread, Socket> connection : this.connections.entrySet()) {
				connection.getValue().close();
				if (connection.getKey() != Thread.currentThread()) {
					connection.getKey().interrupt();
				}
			}
			threads = List.copyOf(this.connections.keySet());
		}
		join(this.acceptor);
		threads.forEach(HttpListener::join);
	}

	private void acceptAll() {
		try {
			while (true) {
				serve(this.server.accept());
			}
		}
		catch (IOException ex) {
			synchronized (this.connections) {
				if (!this.closed) {
					this.backend.failures().add(ex);
				}
			}
		}
	}

	private void serve(Socket socket) throws IOException {
		synchronized (this.connections) {
			if (this.closed) {
				socket.close();
				return;
			}
			Thread thread = thread("connection", () -> {
				new Connection(socket, this.backend).run();
				forget(Thread.currentThread());
			});
			this.connections.put(thread, socket);
			thread.start();
		}
	}

	private void forget(Thread thread) {
		synchronized (this.connections) {
			this.connections.remove(thread);
		}
	}

	private Thread thread(String what, Runnable work) {
		Thread thread = new Thread(work, "strict-s3-" + port() + "-" + what);
		thread.setDaemon(true);
		return thread;
	}

	private static void join(Thread thread) {
		if (thread == Thread.currentThread()) {
			return;
		}
		try {
			thread.join(PATIENCE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (thread.isAlive()) {
			throw new IllegalStateException(thread.getName() + " does not end; does a hook wait?");
		}
	}

}
