package dev.longhaul.stub;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-coding as S3 reads it in addresses and writes it in listings.
 */
final class PercentCoding {

	private PercentCoding() {
	}

	/** A plus sign is itself in a path. */
	static String decodePath(String text) {
		return decode(text, false);
	}

	/** A plus sign is a space in a query. */
	static String decodeQuery(String text) {
		return decode(text, true);
	}

	/** What {@code encoding-type=url} makes of a key. */
	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
	}

	private static String decode(String text, boolean plusIsSpace) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '%') {
				bytes.write(hexByte(text, i + 1));
				i += 2;
			}
			else {
				bytes.write((c == '+' && plusIsSpace) ? ' ' : c);
			}
		}
		return utf8(bytes.toByteArray());
	}

	private static int hexByte(String text, int at) {
		try {
			return HexFormat.fromHexDigits(text, at, at + 2);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw invalidUri();
		}
	}

	private static String utf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw invalidUri();
		}
	}

	private static S3Error invalidUri() {
		return new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
	}

}
