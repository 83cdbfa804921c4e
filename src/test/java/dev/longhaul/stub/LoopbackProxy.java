package dev.longhaul.stub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the loopback that asks for a name and a password if it was given some.
 * Whoever is asked for, the stub answers: behind CONNECT by TLS, with a certificate for
 * any host that the test names.
 */
public final class LoopbackProxy implements AutoCloseable {

	private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

	private static final Pattern HOST = Pattern.compile("(?im)^host: *(\\S+)");

	private static final Pattern CREDENTIALS = Pattern.compile("(?im)^proxy-authorization: *basic +(\\S+)");

	private final ServerSocket server;

	private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final int upstream;

	private final String prefix;

	private final @Nullable SSLContext tls;

	private final @Nullable String credentials;

	private LoopbackProxy(URI upstream, String prefix, @Nullable SSLContext tls, @Nullable String credentials)
			throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }));
		this.upstream = upstream.getPort();
		this.prefix = prefix;
		this.tls = tls;
		this.credentials = credentials;
	}

	/**
	 * Starts.
	 * @param bucket of the stub that hosts of AWS stand for
	 * @param tls null if nobody comes by CONNECT
	 * @param credentials user and password with a colon between, null for none
	 */
	public static LoopbackProxy start(StrictS3 s3, String bucket, @Nullable SSLContext tls,
			@Nullable String credentials) {
		return start(s3.endpoint(), "/" + bucket, tls, credentials);
	}

	/** Paths of hosts of AWS get the prefix. */
	public static LoopbackProxy start(URI upstream, String prefix, @Nullable SSLContext tls,
			@Nullable String credentials) {
		try {
			LoopbackProxy proxy = new LoopbackProxy(upstream, prefix, tls, credentials);
			daemon(proxy::acceptAll);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Methods and targets of what came to the proxy, and the status if it was refused.
	 */
	public List<String> asked() {
		return List.copyOf(this.asked);
	}

	private void acceptAll() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.open.add(client);
				daemon(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// it is being closed
		}
	}

	private void serve(Socket client) {
		try (client) {
			InputStream in = new BufferedInputStream(client.getInputStream());
			String head = head(in);
			if (!mayCome(head)) {
				this.asked.add(line(head) + " 407");
				client.getOutputStream()
					.write("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
						.getBytes(StandardCharsets.US_ASCII));
				client.shutdownOutput();
				in.transferTo(OutputStream.nullOutputStream());
				return;
			}
			this.asked.add(line(head));
			if (head.startsWith("CONNECT ")) {
				client.getOutputStream().write("HTTP/1.1 200 Go on\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				try (SSLSocket inner = (SSLSocket) tls().getSocketFactory().createSocket(client, null, true)) {
					inner.setUseClientMode(false);
					InputStream secret = new BufferedInputStream(inner.getInputStream());
					carry(head(secret), secret, inner.getOutputStream());
				}
			}
			else {
				carry(head, in, client.getOutputStream());
			}
		}
		catch (IOException ex) {
			// one side has gone
		}
	}

	/** Request after request of one connection, its answers as they come. */
	private void carry(String first, InputStream in, OutputStream out) throws IOException {
		try (Socket up = new Socket(this.server.getInetAddress(), this.upstream)) {
			this.open.add(up);
			daemon(() -> pipe(up, out));
			for (String head = first; true; head = head(in)) {
				up.getOutputStream().write(rewritten(head).getBytes(StandardCharsets.ISO_8859_1));
				Matcher length = LENGTH.matcher(head);
				long left = length.find() ? Long.parseLong(length.group(1)) : 0;
				byte[] buffer = new byte[16 << 10];
				while (left > 0) {
					int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
					if (count < 0) {
						throw new EOFException();
					}
					up.getOutputStream().write(buffer, 0, count);
					left -= count;
				}
			}
		}
	}

	private static void pipe(Socket up, OutputStream out) {
		try {
			up.getInputStream().transferTo(out);
		}
		catch (IOException ex) {
			// one side has gone
		}
	}

	/** As the stub wants it: no host in the target, the bucket in the path. */
	private String rewritten(String head) {
		String[] words = line(head).split(" ", 2);
		URI uri = URI.create(words[1]);
		String path = (uri.getRawQuery() != null) ? uri.getRawPath() + "?" + uri.getRawQuery() : uri.getRawPath();
		Matcher host = HOST.matcher(head);
		boolean aws = host.find() && host.group(1).toLowerCase(Locale.ROOT).contains("amazonaws.com");
		if (aws) {
			path = this.prefix + path;
		}
		return words[0] + " " + path + " HTTP/1.1" + head.substring(head.indexOf("\r\n"));
	}

	private boolean mayCome(String head) {
		Matcher sent = CREDENTIALS.matcher(head);
		return this.credentials == null || (sent.find() && this.credentials
			.equals(new String(Base64.getDecoder().decode(sent.group(1)), StandardCharsets.UTF_8)));
	}

	private SSLContext tls() {
		if (this.tls == null) {
			throw new IllegalStateException("There is no certificate for CONNECT");
		}
		return this.tls;
	}

	/** Method and target. */
	private static String line(String head) {
		return head.substring(0, head.indexOf(" HTTP/1.1\r\n"));
	}

	/** With the empty line at its end. */
	private static String head(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int b = in.read();
			if (b < 0) {
				throw new EOFException();
			}
			head.write(b);
		}
		return head.toString(StandardCharsets.ISO_8859_1);
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work, "loopback-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Closeable each : this.open) {
				each.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
