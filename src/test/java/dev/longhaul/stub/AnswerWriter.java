package dev.longhaul.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Puts an answer on the wire: whole, half, or with white space before it.
 */
final class AnswerWriter {

	private final OutputStream out;

	private final boolean headOnly;

	private final boolean keepAlive;

	AnswerWriter(OutputStream out, boolean headOnly, boolean keepAlive) {
		this.out = out;
		this.headOnly = headOnly;
		this.keepAlive = keepAlive;
	}

	void write(Answer answer) throws IOException {
		writeTo(this.out, answer, head(answer, length(answer)));
		this.out.flush();
	}

	void writeHalf(Answer answer) throws IOException {
		byte[] head = head(answer, length(answer));
		long total = head.length + (this.headOnly ? 0 : answer.content().length());
		writeTo(new HalfOutput(this.out, total / 2), answer, head);
	}

	/**
	 * The declaration comes first, since XML allows nothing before it, and then the
	 * spaces.
	 */
	void writeAfterWhiteSpace(Answer answer, Duration duration) throws IOException {
		this.out.write(head(answer, "transfer-encoding: chunked\r\n"));
		chunk(Xml.DECLARATION.getBytes(StandardCharsets.UTF_8));
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			chunk(new byte[] { ' ' });
			Waits.during(Duration.ofNanos(Math.min(left + 999_999, duration.toNanos() / 10)));
		}
		ByteArrayOutputStream result = new ByteArrayOutputStream();
		answer.content().writer().writeTo(result);
		String rest = result.toString(StandardCharsets.UTF_8).substring(Xml.DECLARATION.length());
		chunk(rest.getBytes(StandardCharsets.UTF_8));
		chunk(new byte[0]);
	}

	private void writeTo(OutputStream to, Answer answer, byte[] head) throws IOException {
		to.write(head);
		if (!this.headOnly) {
			answer.content().writer().writeTo(to);
		}
	}

	private static String length(Answer answer) {
		// HTTP has no Content-Length on 204, nor beside chunks
		return (answer.status() == 204 || answer.headers().containsKey("transfer-encoding")) ? ""
				: "content-length: " + answer.content().length() + "\r\n";
	}

	private byte[] head(Answer answer, String framing) {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status())
			.append(' ')
			.append(reason(answer.status()))
			.append("\r\n");
		answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		head.append(framing);
		if (!this.keepAlive) {
			head.append("connection: close\r\n");
		}
		return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/** All that a client has to tell an error on HEAD by, since that has no body. */
	private static String reason(int status) {
		return switch (status) {
			case 200 -> "OK";
			case 204 -> "No Content";
			case 206 -> "Partial Content";
			case 400 -> "Bad Request";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 409 -> "Conflict";
			case 411 -> "Length Required";
			case 412 -> "Precondition Failed";
			case 416 -> "Requested Range Not Satisfiable";
			case 500 -> "Internal Server Error";
			case 501 -> "Not Implemented";
			case 503 -> "Slow Down";
			default -> "Status " + status;
		};
	}

	private void chunk(byte[] bytes) throws IOException {
		this.out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		this.out.write(bytes);
		this.out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
		this.out.flush();
	}

}
