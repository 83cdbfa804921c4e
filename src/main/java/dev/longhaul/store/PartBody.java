package dev.longhaul.store;

import java.io.IOException;
import java.io.InputStream;

import dev.longhaul.part.Part;

/**
 * The bytes of a part and their MD5. The content is opened anew for every try, so that a
 * retry sends the same bytes.
 *
 * @param md5 in hexadecimals, sent as Content-MD5: the store refuses other bytes than
 * were hashed
 */
public record PartBody(Part part, String md5, Content content) {

	/** Opens streams that yield exactly the part's bytes. */
	@FunctionalInterface
	public interface Content {

		/** To send the bytes. */
		InputStream open() throws IOException;

		/** To look at the bytes only, as a signature does: they are not on their way. */
		default InputStream look() throws IOException {
			return open();
		}

		/** So many bytes a second the content can be relied on to yield. */
		default long pace() {
			return Long.MAX_VALUE;
		}

	}

}
