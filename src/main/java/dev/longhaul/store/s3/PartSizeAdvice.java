package dev.longhaul.store.s3;

/**
 * What to do about a refusal of a store whose limits of parts are narrower than S3's.
 */
final class PartSizeAdvice {

	/**
	 * The lowest of the known limits: Scaleway calls a higher number of a part an invalid
	 * argument.
	 */
	private static final int LOWEST_LIMIT = 1_000;

	/** What a part of another size takes once an upload has begun. */
	static final String ANEW = "; end this upload by 'longhaul abort', for what was begun keeps its parts, "
			+ "then run again";

	private static final String TOO_MANY = "; perhaps this store takes fewer parts than the 10,000 of S3 (some take "
			+ "1,000): set a transfer.part-size so large that the file has no more than 1,000 parts" + ANEW;

	private PartSizeAdvice() {
	}

	/**
	 * The end of the sentence, empty where there is nothing to advise.
	 * @param code S3's name of the error
	 */
	static String of(RequestName doing, String code) {
		return switch (code) {
			case "InvalidArgument" -> (doing.part() > LOWEST_LIMIT) ? TOO_MANY : "";
			case "TooManyParts" -> TOO_MANY;
			case "EntityTooSmall" -> (doing.operation() == S3Operation.COMPLETE_MULTIPART_UPLOAD)
					? "; the store wants larger parts: set a larger transfer.part-size" + ANEW : "";
			// of Complete it is the object that is too large
			case "EntityTooLarge" -> (doing.operation() == S3Operation.UPLOAD_PART)
					? "; the store wants smaller parts: set a smaller transfer.part-size" + ANEW : "";
			default -> "";
		};
	}

}
