package dev.longhaul.store.s3;

import java.util.regex.Pattern;

/**
 * A character in a key that XML has no place for: S3 writes it into its answers all the
 * same, and no parser reads them.
 */
final class ForeignCharacter {

	/**
	 * What the JDK's parser names, in every language, and that of Woodstox: the
	 * reference, or the number of what stands there as it is.
	 */
	private static final Pattern NAMED = Pattern
		.compile("\"&#|: 0x ?[0-9a-f]+\\)|Illegal character|Invalid UTF-8 character 0xfff[ef]");

	private ForeignCharacter() {
	}

	/** Whether the answer was whole, and no XML because of one. */
	static boolean isBehind(Throwable failure) {
		return NAMED.matcher(String.valueOf(S3Failures.rootOf(failure).getMessage())).find();
	}

}
