package dev.longhaul.stub;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * S3 lists keys in the order of their UTF-8 bytes, which is not that of Java's UTF-16.
 */
final class KeyOrder {

	static final Comparator<String> UTF_8 = (one, other) -> Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8),
			other.getBytes(StandardCharsets.UTF_8));

	private KeyOrder() {
	}

}
