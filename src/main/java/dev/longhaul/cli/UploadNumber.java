package dev.longhaul.cli;

/**
 * The number of an upload, as commands take it among other words.
 */
final class UploadNumber {

	private UploadNumber() {
	}

	/** Anything else is the path of a file, or the name of a definition. */
	static boolean isOne(String word) {
		return word.matches("\\d{1,18}");
	}

}
