import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 on one connection of a client, kept alive until the client closes it. */
final class Connection implements Runnable, Octets {

	private static final DateTimeFormatter DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static final int ALL = Integer.MAX_VALUE;

	private final ByteChannel channel;

	private final Store store;

	private final KnownBlocks known;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10).flip();

	Connection(ByteChannel channel, Store store, KnownBlocks known) {
		this.channel = channel;
		this.store = store;
		this.known = known;
	}

	static String date(Instant time) {
		return DATE.format(time);
	}

	@Override
	public void run() {
		try (this.channel) {
			for (String line = line(); !line.isEmpty(); line = line()) {
				Request request = Request.of(line, headers());
				if ("100-continue".equalsIgnoreCase(request.headers().get("expect"))) {
					write("HTTP/1.1 100 Continue\r\n\r\n");
				}
				send(answer(request));
			}
		}
		catch (EOFException | SocketException ex) {
			// The client has finished, or was ended.
		}
		catch (IOException | RuntimeException ex) {
			System.err.println(ex);
		}
	}

	private Answer answer(Request request) throws IOException {
		Octets sent = request.chunked() ? Octets.chunked(this) : Octets.sized(this, request.length());
		Body body = request.verb().startsWith("PUT key") ? data(request, sent) : text(sent);
		try {
			if (request.chunked() && !request.awsChunked()) {
				throw new Answer.Refused(411, "MissingContentLength");
			}
			if (body.size() != request.size()) {
				throw new Answer.Refused(400, "IncompleteBody");
			}
			return this.store.answer(request, body);
		}
		catch (Answer.Refused ex) {
			return ex.answer();
		}
	}

	private Body text(Octets sent) throws IOException {
		StringBuilder text = new StringBuilder();
		for (ByteBuffer piece = sent.take(ALL); piece != null; piece = sent.take(ALL)) {
			text.append(StandardCharsets.ISO_8859_1.decode(piece));
		}
		return new Body(text.length(), "", text.toString());
	}

	private Body data(Request request, Octets sent) throws IOException {
		String md5 = this.known.md5(request.number("partNumber", 0), request.size());
		String sentMd5 = request.headers().get("content-md5");
		if (sentMd5 != null) {
			md5 = HexFormat.of().formatHex(Base64.getDecoder().decode(sentMd5));
		}
		MessageDigest digest = (md5 == null) ? KnownBlocks.md5() : null;
		long size = count(request.awsChunked() ? Octets.chunked(sent) : sent, digest);
		count(sent, null);
		return new Body(size, (md5 != null) ? md5 : HexFormat.of().formatHex(digest.digest()), "");
	}

	/** Takes all that is left and throws it away: that is what this endpoint is for. */
	private static long count(Octets octets, MessageDigest digest) throws IOException {
		long size = 0;
		for (ByteBuffer piece = octets.take(ALL); piece != null; piece = octets.take(ALL)) {
			size += piece.remaining();
			if (digest != null) {
				digest.update(piece);
			}
		}
		return size;
	}

	private Map<String, String> headers() throws IOException {
		Map<String, String> headers = new HashMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			String[] sides = line.split(":", 2);
			headers.put(sides[0].toLowerCase(Locale.ROOT), sides[1].strip());
		}
		return headers;
	}

	@Override
	public ByteBuffer take(int atMost) throws IOException {
		if (!this.buffer.hasRemaining()) {
			int count = this.channel.read(this.buffer.clear());
			this.buffer.flip();
			if (count < 0) {
				throw new EOFException();
			}
		}
		int count = Math.min(atMost, this.buffer.remaining());
		ByteBuffer piece = this.buffer.slice(this.buffer.position(), count);
		this.buffer.position(this.buffer.position() + count);
		return piece;
	}

	private void send(Answer answer) throws IOException {
		StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " -\r\n");
		answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
		head.append("Date: " + date(Instant.now()) + "\r\n");
		if (answer.status() != 204) {
			head.append("Content-Length: " + answer.length() + "\r\n");
		}
		write(head + "\r\n" + answer.body());
	}

	private void write(String text) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
	}

}
