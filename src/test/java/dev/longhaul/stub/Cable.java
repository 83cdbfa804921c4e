package dev.longhaul.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A cable to a server on the loopback. Cut, it carries nothing any more, and neither end
 * is told.
 */
public final class Cable implements AutoCloseable {

	private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

	private final CountDownLatch unplugged = new CountDownLatch(1);

	private final ServerSocket plug;

	private final int server;

	private volatile boolean cut;

	private Cable(ServerSocket plug, int server) {
		this.plug = plug;
		this.server = server;
	}

	public static Cable to(int server) {
		try {
			Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
			daemon(cable::carryAll);
			return cable;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.plug.getLocalPort();
	}

	public void cut() {
		this.cut = true;
	}

	private void carryAll() {
		try {
			while (true) {
				Socket here = this.plug.accept();
				Socket there = new Socket(InetAddress.getLoopbackAddress(), this.server);
				this.ends.add(here);
				this.ends.add(there);
				daemon(() -> carry(here, there));
				daemon(() -> carry(there, here));
			}
		}
		catch (IOException ex) {
			// it is being unplugged
		}
	}

	private void carry(Socket from, Socket to) {
		byte[] buffer = new byte[1 << 16];
		try (to) {
			InputStream in = from.getInputStream();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				to.getOutputStream().write(buffer, 0, this.cut ? 0 : read);
			}
			if (this.cut) {
				this.unplugged.await(); // that an end has closed is not seen either
			}
		}
		catch (IOException ex) {
			// an end is gone
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "cable");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.plug.close();
			this.unplugged.countDown();
			for (Socket end : this.ends) {
				end.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
