package dev.longhaul.stub;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which regions buckets are. A request that is signed for another one is answered as
 * by that one's host.
 */
final class Placement {

	private static final Pattern REGION = Pattern.compile("\\bCredential=[^/,\\s]+/[0-9]{8}/([a-z0-9-]+)/");

	private static final String USUAL = "us-east-1";

	private final Map<String, String> regions = new ConcurrentHashMap<>();

	void place(String bucket, String region) {
		this.regions.put(bucket, region);
	}

	String of(String bucket) {
		return this.regions.getOrDefault(bucket, USUAL);
	}

	/** Nothing where it is in the region that is asked, or in any. */
	Optional<Answer> elsewhere(S3Request request) {
		Matcher asked = REGION.matcher(request.headers().getOrDefault("authorization", ""));
		String region = this.regions.get(request.bucket());
		if (region == null || (asked.find() && asked.group(1).equals(region))) {
			return Optional.empty();
		}
		S3Error redirect = new S3Error(301, "PermanentRedirect", "The bucket you are attempting to access must be "
				+ "addressed using the specified endpoint. Please send all future requests to this endpoint.");
		return Optional.of(Answer.error(redirect, request).with("x-amz-bucket-region", region));
	}

}
