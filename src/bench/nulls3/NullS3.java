import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An S3 endpoint for benchmarks: it throws bodies away and answers the ETags that S3 would answer. */
public final class NullS3 {

	private NullS3() {
	}

	/**
	 * {@code NullS3 [--tls KEYSTORE.p12] [--file FILE] [--part-mib N] [--listen ADDRESS]}, by itself on the loopback. The keystore's password is "changeit"; stdout gets the port in
	 * its first line, then a line "stored BUCKET/KEY SIZE" for each object.
	 */
	public static void main(String[] args) throws IOException, GeneralSecurityException {
		SSLContext tls = null;
		Path file = null;
		int part = 16;
		InetAddress address = InetAddress.getLoopbackAddress();
		for (int i = 0; i < args.length; i += 2) {
			switch (args[i]) {
				case "--tls" -> tls = tls(Path.of(args[i + 1]));
				case "--file" -> file = Path.of(args[i + 1]);
				case "--part-mib" -> part = Integer.parseInt(args[i + 1]);
				case "--listen" -> address = InetAddress.getByName(args[i + 1]);
				default -> throw new IllegalArgumentException(args[i]);
			}
		}
		KnownBlocks known = (file != null) ? KnownBlocks.of(file, part << 20) : KnownBlocks.none();
		InetSocketAddress anyPort = new InetSocketAddress(address, 0);
		ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort, 256);
		System.out.println(listener.socket().getLocalPort());
		Store store = new Store();
		while (true) {
			SocketChannel socket = listener.accept();
			socket.socket().setTcpNoDelay(true);
			ByteChannel channel = (tls != null) ? new TlsChannel(socket, tls) : socket;
			new Thread(new Connection(channel, store, known)).start();
		}
	}

	private static SSLContext tls(Path keystore) throws IOException, GeneralSecurityException {
		char[] password = "changeit".toCharArray();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(keystore.toFile(), password), password);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}

}
