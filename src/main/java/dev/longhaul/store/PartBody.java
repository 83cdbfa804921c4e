package dev.longhaul.store;

import java.io.IOException;
import java.io.InputStream;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.part.Part;

/**
 * The bytes of a part and their checksum. The content is opened anew for every try, so
 * that a retry sends the same bytes.
 *
 * @param checksum sent along, an MD5 as Content-MD5: the store refuses other bytes than
 * were summed
 */
public record PartBody(Part part, Checksum checksum, Content content) {

	/** Opens streams that yield exactly the part's bytes. */
	@FunctionalInterface
	public interface Content {

		/** To send the bytes. */
		InputStream open() throws IOException;

		/** To look at the bytes only, as a signature does: they are not on their way. */
		default InputStream look() throws IOException {
			return open();
		}

		/** The bytes a second that the content reliably yields, at least 1. */
		default long pace() {
			return Long.MAX_VALUE;
		}

	}

}
