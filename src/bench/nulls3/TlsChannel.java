import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLParameters;

/** The server's side of TLS on a blocking socket; many records are read at once, which halves the CPU of SSLSocket. */
final class TlsChannel implements ByteChannel {

	// The ciphers that AWS prefers: what clients meet in real life, and the cheapest for both sides.
	private static final String[] CIPHERS = { "TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" };

	private final SocketChannel socket;

	private final SSLEngine engine;

	private final ByteBuffer received = ByteBuffer.allocate(256 << 10).flip();

	private final ByteBuffer sent = ByteBuffer.allocate(64 << 10);

	TlsChannel(SocketChannel socket, SSLContext context) {
		this.socket = socket;
		this.engine = context.createSSLEngine();
		this.engine.setUseClientMode(false);
		SSLParameters parameters = this.engine.getSSLParameters();
		parameters.setCipherSuites(CIPHERS);
		this.engine.setSSLParameters(parameters);
	}

	/** Waits for the first record, then takes those that have arrived with it; the target must have room for one. */
	@Override
	public int read(ByteBuffer target) throws IOException {
		int before = target.position();
		int record = this.engine.getSession().getApplicationBufferSize();
		while (target.remaining() >= record) {
			shakeHands();
			SSLEngineResult result = this.engine.unwrap(this.received, target);
			int count = target.position() - before;
			if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
				if (count > 0) {
					return count;
				}
				if (!receive()) {
					return -1;
				}
			}
			else if (result.getStatus() == Status.CLOSED) {
				return (count > 0) ? count : -1;
			}
		}
		return target.position() - before;
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		int count = source.remaining();
		while (source.hasRemaining()) {
			wrap(source);
		}
		return count;
	}

	/** Does what the engine wants done before it can unwrap: computing, and sending its own messages. */
	private void shakeHands() throws IOException {
		while (true) {
			switch (this.engine.getHandshakeStatus()) {
				case NEED_TASK -> this.engine.getDelegatedTask().run();
				case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
				default -> {
					return;
				}
			}
		}
	}

	private void wrap(ByteBuffer source) throws IOException {
		this.engine.wrap(source, this.sent.clear());
		for (this.sent.flip(); this.sent.hasRemaining();) {
			this.socket.write(this.sent);
		}
	}

	private boolean receive() throws IOException {
		int count = this.socket.read(this.received.compact());
		this.received.flip();
		return count >= 0;
	}

	@Override
	public boolean isOpen() {
		return this.socket.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
