package dev.longhaul.store.s3;

import java.util.regex.Pattern;

/**
 * What to do about a refusal of a store whose limits of parts are narrower than S3's.
 */
final class PartSizeAdvice {

	/**
	 * A part of which the lowest of the known limits has none: Scaleway takes 1,000, and
	 * calls a higher number an invalid argument.
	 */
	private static final Pattern BEYOND = Pattern.compile("UploadPart (?!1000 )\\d{4,} of .*", Pattern.DOTALL);

	/** What a part of another size takes once an upload has begun. */
	static final String ANEW = "; end this upload by 'longhaul abort', for what was begun keeps its parts, "
			+ "then run again";

	private static final String TOO_MANY = "; perhaps this store takes fewer parts than the 10,000 of S3 (some take "
			+ "1,000): set a transfer.part-size so large that the file has no more than 1,000 parts" + ANEW;

	private PartSizeAdvice() {
	}

	/**
	 * The end of the sentence, empty where there is nothing to advise.
	 * @param doing the request, as messages have it
	 * @param code S3's name of the error
	 */
	static String of(String doing, String code) {
		return switch (code) {
			case "InvalidArgument" -> BEYOND.matcher(doing).matches() ? TOO_MANY : "";
			case "TooManyParts" -> TOO_MANY;
			case "EntityTooSmall" -> doing.startsWith("CompleteMultipartUpload ")
					? "; the store wants larger parts: set a larger transfer.part-size" + ANEW : "";
			// of Complete it is the object that is too large
			case "EntityTooLarge" -> doing.startsWith("UploadPart ")
					? "; the store wants smaller parts: set a smaller transfer.part-size" + ANEW : "";
			default -> "";
		};
	}

}
