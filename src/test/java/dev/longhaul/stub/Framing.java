package dev.longhaul.stub;

import java.io.IOException;
import java.util.Map;

/**
 * How long a request's body says it is, and whether it awaits a word before it comes.
 *
 * @param declared whether there is a Content-Length
 * @param length its value; more than can come for a body in chunks, which S3 does not
 * take
 */
record Framing(boolean declared, long length, boolean expectsContinue) {

	static Framing of(Map<String, String> headers) throws IOException {
		boolean expectsContinue = "100-continue".equalsIgnoreCase(headers.get("expect"));
		if (headers.containsKey("transfer-encoding")) {
			return new Framing(false, Long.MAX_VALUE, expectsContinue);
		}
		String length = headers.get("content-length");
		if (length == null) {
			return new Framing(false, 0, expectsContinue);
		}
		if (!length.matches("\\d{1,18}")) {
			throw new IOException("Content-Length is not a number: " + length);
		}
		return new Framing(true, Long.parseLong(length), expectsContinue);
	}

	boolean inChunks() {
		return this.length == Long.MAX_VALUE;
	}

}
