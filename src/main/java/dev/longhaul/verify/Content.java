package dev.longhaul.verify;

import java.io.IOException;
import java.io.InputStream;

import dev.longhaul.part.Part;

/**
 * Bytes of which any range can be read, and several at once.
 */
@FunctionalInterface
interface Content {

	InputStream open(Part range) throws IOException;

}
