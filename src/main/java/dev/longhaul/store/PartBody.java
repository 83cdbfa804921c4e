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

	/** Opens a stream that yields exactly the part's bytes. */
	@FunctionalInterface
	public interface Content {

		InputStream open() throws IOException;

	}

}
