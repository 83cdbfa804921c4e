package dev.longhaul.store.s3;

import java.util.Locale;

/**
 * What to do about a refusal that is for the encryption or for another setting of the
 * object.
 */
final class EncryptionAdvice {

	private EncryptionAdvice() {
	}

	/**
	 * The end of the sentence, empty where there is nothing to advise.
	 * @param code S3's name of the error
	 */
	static String of(String code, String words) {
		if (code.startsWith("KMS.")) {
			return "; enable the key of destination.encryption.key-id in KMS or correct it, then run again";
		}
		if (words.toLowerCase(Locale.ROOT).contains("encryption parameters")) {
			return "; the upload was begun with another key than destination.encryption says now: put that one back, or "
					+ "end the upload by 'longhaul abort', then run again";
		}
		return "";
	}

	/** KMS has its own way to say that it is busy. */
	static boolean isPassing(String code) {
		return code.matches("(KMS\\.)?Throttling(Exception)?")
				|| code.matches("KMS\\.(KMSInternal|DependencyTimeout|KeyUnavailable)Exception");
	}

}
