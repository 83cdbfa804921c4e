package dev.longhaul.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port at which nobody answers, for a server that is started in a while or never. It is
 * none of those that the kernel gives to connections, and to servers that ask for any:
 * those may be taken again at once by a test beside this one.
 */
public final class QuietPort {

	private static final int LOWEST = 15_000;

	/** The lowest that Linux gives away, unless it was told otherwise. */
	private static final int GIVEN_AWAY = 32_768;

	private QuietPort() {
	}

	public static int find() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST, GIVEN_AWAY);
			try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return free.getLocalPort();
			}
			catch (IOException ex) {
				// taken, so another one is looked at
			}
		}
	}

}
