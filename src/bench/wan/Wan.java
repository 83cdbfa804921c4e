import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A long line on the loopback: each way takes its time, and each connection has its bandwidth. */
public final class Wan {

	private static final int PIECE = 128 << 10;

	private Wan() {
	}

	/** {@code Wan PORT ROUND-TRIP-MS MB-PER-SECOND}: stdout gets the port of the line's near end. */
	public static void main(String[] args) throws IOException {
		int port = Integer.parseInt(args[0]);
		long oneWay = Long.parseLong(args[1]) * 1_000_000 / 2;
		double nanosPerByte = 1e3 / Double.parseDouble(args[2]);
		ServerSocket listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
		System.out.println(listener.getLocalPort());
		while (true) {
			Socket near = listener.accept();
			Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
			near.setTcpNoDelay(true);
			far.setTcpNoDelay(true);
			way(near, far, oneWay, nanosPerByte);
			way(far, near, oneWay, nanosPerByte);
		}
	}

	/** What is on the way is as much as the line holds, as with a TCP window that is large enough. */
	private static void way(Socket from, Socket to, long delay, double nanosPerByte) {
		BlockingQueue<Piece> line = new ArrayBlockingQueue<>(Math.max(16, (int) (2 * delay / nanosPerByte / PIECE)));
		start(() -> {
			try (InputStream in = from.getInputStream()) {
				long sent = System.nanoTime();
				byte[] bytes = new byte[PIECE];
				for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
					sent = Math.max(sent, System.nanoTime()) + (long) (n * nanosPerByte);
					line.put(new Piece(bytes, n, sent + delay));
					until(sent);
					bytes = new byte[PIECE];
				}
			}
			finally {
				line.put(new Piece(new byte[0], -1, System.nanoTime() + delay));
			}
		});
		start(() -> {
			try (OutputStream out = to.getOutputStream()) {
				for (Piece piece = line.take(); piece.length >= 0; piece = line.take()) {
					until(piece.due);
					out.write(piece.bytes, 0, piece.length);
				}
			}
		});
	}

	private static void until(long time) {
		for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private static void start(Way way) {
		Thread thread = new Thread(() -> {
			try {
				way.run();
			}
			catch (IOException | InterruptedException ex) {
				// one end has closed
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private record Piece(byte[] bytes, int length, long due) {
	}

	private interface Way {

		void run() throws IOException, InterruptedException;

	}

}
