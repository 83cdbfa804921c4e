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
	ACCESS_POINT,

	/**
	 * The ARN of a Multi-Region Access Point: requests go to the nearest of its buckets,
	 * signed for all regions (SigV4A).
	 */
	MULTI_REGION;

	/** S3's rules for bucket names, plus the capitals and underscores of older stores. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

	private static final Pattern ARN = Pattern
		.compile("arn:aws[a-z-]*:s3:([a-z0-9-]+):\\d{12}:accesspoint[/:][a-z0-9][a-z0-9-]{1,48}[a-z0-9]");

	/** It is named by its alias. */
	private static final Pattern IN_MANY_REGIONS = Pattern
		.compile("arn:aws[a-z-]*:s3::\\d{12}:accesspoint[/:][a-z0-9]+\\.mrap");

	private static final Pattern EXPRESS = Pattern.compile(".+--xa?-s3");

	/** Of a Local Zone the id has the zone's name too, as in usw2-lax1-az1. */
	private static final Pattern IN_ONE_ZONE = Pattern
		.compile("[a-z0-9][a-z0-9-]*--[a-z0-9]+(-[a-z0-9]+)?-az\\d+--xa?-s3");

	/**
	 * By the name.
	 * @throws IllegalArgumentException with a sentence for what is no bucket, or none
	 * that can be used
	 */
	public static BucketKind of(String bucket) {
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
		if (IN_MANY_REGIONS.matcher(arn).matches()) {
			return MULTI_REGION;
		}
		if (!ARN.matcher(arn).matches()) {
			throw new IllegalArgumentException(("'%s' is no access point of a bucket; write "
					+ "arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME, or arn:aws:s3::ACCOUNT:accesspoint/ALIAS.mrap "
					+ "for a Multi-Region Access Point")
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

	/** The region that an access point's ARN names; a Multi-Region one names none. */
	public static Optional<String> regionOf(String bucket) {
		Matcher arn = ARN.matcher(bucket);
		return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
	}

	/** Whether requests to it are signed for all regions. */
	public static boolean isMultiRegion(String bucket) {
		return IN_MANY_REGIONS.matcher(bucket).matches();
	}

}
