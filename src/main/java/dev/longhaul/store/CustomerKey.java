package dev.longhaul.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import dev.longhaul.checksum.ChecksumAlgorithm;

/**
 * A key of our own for SSE-C. It goes into the headers of requests and nowhere else.
 */
public final class CustomerKey {

	private static final int LENGTH = 32;

	/** More than base64 and the end of a line need. */
	private static final int LONGEST_FILE = 64;

	private final byte[] bytes;

	private CustomerKey(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads the key: 32 bytes as they are, or in base64.
	 * @throws IllegalArgumentException with a sentence on what is wrong with the file
	 */
	public static CustomerKey read(Path file) {
		SecretFile secret = new SecretFile(file);
		if (!secret.isReadable()) {
			throw new IllegalArgumentException(
					"%s cannot be read; it is the file with the 32 bytes of the key".formatted(file));
		}
		secret.exposure().ifPresent((exposure) -> {
			throw new IllegalArgumentException(
					exposure + "; do not replace the key as long as there are objects that need it");
		});
		try (InputStream in = Files.newInputStream(file)) {
			byte[] content = in.readNBytes(LONGEST_FILE);
			byte[] key = (content.length == LENGTH) ? content : decoded(content);
			if (key.length == LENGTH) {
				return new CustomerKey(key);
			}
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, ex.getMessage()), ex);
		}
		throw new IllegalArgumentException(
				"%s holds no key of 32 bytes, neither as they are nor in base64; make one ".formatted(file)
						+ "by 'openssl rand -base64 32'");
	}

	private static byte[] decoded(byte[] content) {
		try {
			return Base64.getDecoder().decode(new String(content, StandardCharsets.ISO_8859_1).strip());
		}
		catch (IllegalArgumentException ex) {
			return new byte[0]; // its message would tell of the content
		}
	}

	/** As the header wants it. */
	public String base64() {
		return Base64.getEncoder().encodeToString(this.bytes);
	}

	/** By which the store checks that the key arrived undamaged, in base64. */
	public String md5() {
		return ChecksumAlgorithm.MD5.of(this.bytes).base64();
	}

	@Override
	public String toString() {
		return "CustomerKey";
	}

}
