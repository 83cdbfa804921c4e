package dev.longhaul.upload;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.store.PartBody;

/**
 * The bytes that a trial sends, as a part or as an object.
 */
final class TrialBody {

	private static final byte[] BYTES = "longhaul tries this store".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] OTHER_BYTES = "Longhaul tries this store".getBytes(StandardCharsets.US_ASCII);

	private TrialBody() {
	}

	static PartBody good(ChecksumAlgorithm integrity) {
		return claiming(BYTES, integrity);
	}

	/** With the checksum of other bytes. */
	static PartBody damaged(ChecksumAlgorithm integrity) {
		return claiming(OTHER_BYTES, integrity);
	}

	private static PartBody claiming(byte[] summed, ChecksumAlgorithm integrity) {
		return new PartBody(new Part(1, 0, BYTES.length), integrity.of(summed), () -> new ByteArrayInputStream(BYTES));
	}

}
