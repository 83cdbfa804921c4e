package dev.longhaul.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bucket is, as its name tells.
 */
public enum BucketKind {

	/** A bucket as most are, or the alias of an access point. */
	GENERAL,

	/** A directory bucket of S3 Express One Zone, or an access point of one. */
	DIRECTORY,

	/** The ARN of an access point in one region. */
	ACCESS_POINT;

	/** S3's rules for bucket names, plus the capitals and underscores of older stores. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

	private static final Pattern ARN = Pattern
		.compile("arn:aws[a-z-]*:s3:([a-z0-9-]+):\\d{12}:accesspoint[/:][a-z0-9][a-z0-9-]{1,48}[a-z0-9]");

	private static final Pattern MULTI_REGION = Pattern.compile("arn:aws[a-z-]*:s3::\\d{12}:accesspoint[/:].+");

	private static final Pattern EXPRESS = Pattern.compile(".+--xa?-s3");

	private static final Pattern IN_ONE_ZONE = Pattern.compile("[a-z0-9][a-z0-9-]*--[a-z0-9]+-az\\d+--xa?-s3");

	/**
	 * By the name.
	 * @throws IllegalArgumentException with a sentence for what is no bucket, or none
	 * that can be used
	 */
	public static BucketKind of(String bucket) {
		if (MULTI_REGION.matcher(bucket).matches()) {
			throw new IllegalArgumentException(("'%s' is a Multi-Region Access Point, whose requests need a signature "
					+ "(SigV4A) that Longhaul does not make; write the bucket, or an access point of one region")
				.formatted(bucket));
		}
		if (bucket.startsWith("arn:")) {
			return accessPoint(bucket);
		}
		if (!NAME.matcher(bucket).matches()) {
			throw new IllegalArgumentException(
					"'%s' is no bucket name (3 to 63 letters, digits, dots and hyphens)".formatted(bucket));
		}
		return EXPRESS.matcher(bucket).matches() ? directory(bucket) : GENERAL;
	}

	private static BucketKind accessPoint(String arn) {
		if (!ARN.matcher(arn).matches()) {
			throw new IllegalArgumentException(
					("'%s' is no access point of a bucket; write " + "arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME")
						.formatted(arn));
		}
		return ACCESS_POINT;
	}

	private static BucketKind directory(String bucket) {
		if (!IN_ONE_ZONE.matcher(bucket).matches()) {
			throw new IllegalArgumentException(
					"'%s' is no directory bucket; their names are like name--use1-az4--x-s3".formatted(bucket));
		}
		return DIRECTORY;
	}

	/** The region that an access point's ARN names. */
	public static Optional<String> regionOf(String bucket) {
		Matcher arn = ARN.matcher(bucket);
		return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
	}

}
