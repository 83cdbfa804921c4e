package dev.longhaul.stub;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A request's body as it comes over the wire, with the faults that strike while it does;
 * ends in an exception when the client sends less than it said.
 */
final class RequestBody extends InputStream {

	private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	/** What is still worth reading to keep a connection after a refusal. */
	private static final long WORTH_READING = 64L << 20;

	private final InputStream in;

	private final OutputStream out;

	private final BodyFaults faults;

	private final Framing framing;

	private boolean awaited;

	private long received;

	private long startedAt;

	RequestBody(InputStream in, OutputStream out, Framing framing, BodyFaults faults) {
		this.in = in;
		this.out = out;
		this.faults = faults;
		this.framing = framing;
		this.awaited = this.framing.expectsContinue();
	}

	Framing framing() {
		return this.framing;
	}

	long received() {
		return this.received;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (this.received == 0) {
			start();
		}
		long left = this.framing.length() - this.received;
		long allowed = this.faults.allowedAfter(this.received, left);
		if (left == 0) {
			return -1;
		}
		int n = this.in.read(bytes, offset, (int) Math.min(length, allowed));
		if (n < 0) {
			throw new EOFException("The client sent " + left + " bytes less than it said");
		}
		this.faults.damage(bytes, offset, this.received);
		this.received += n;
		this.faults.pace(this.received, Duration.ofNanos(System.nanoTime() - this.startedAt));
		return n;
	}

	byte[] readWhole(int limit) throws IOException {
		if (this.framing.length() > limit) {
			throw new S3Error(400, "MaxMessageLengthExceeded", "Your request was too large.");
		}
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		transferTo(whole);
		return whole.toByteArray();
	}

	void drain() throws IOException {
		transferTo(OutputStream.nullOutputStream());
	}

	/** Reads what a refused request left unread, if the connection can be kept by it. */
	boolean settle() throws IOException {
		long left = this.framing.length() - this.received;
		if (left == 0) {
			return true;
		}
		// the client that still awaits the 100 keeps its body when it gets a refusal
		if (this.awaited || left > WORTH_READING) {
			return false;
		}
		drain();
		return true;
	}

	private void start() throws IOException {
		this.startedAt = System.nanoTime();
		if (this.awaited) {
			this.awaited = false;
			if (!this.faults.silent()) {
				this.out.write(CONTINUE);
				this.out.flush();
			}
		}
	}

}
