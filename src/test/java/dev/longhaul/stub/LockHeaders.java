package dev.longhaul.stub;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Object Lock, as far as it concerns those who make objects.
 */
final class LockHeaders {

	private static final String MODE = "x-amz-object-lock-mode";

	private static final String UNTIL = "x-amz-object-lock-retain-until-date";

	private static final String HOLD = "x-amz-object-lock-legal-hold";

	private final Set<String> buckets = ConcurrentHashMap.newKeySet();

	void enable(String bucket) {
		this.buckets.add(bucket);
	}

	/** What HEAD gives back of them. */
	Map<String, String> of(S3Request request, Instant now) {
		Map<String, String> kept = new TreeMap<>();
		for (String name : new String[] { MODE, UNTIL, HOLD }) {
			String value = request.header(name);
			if (value != null) {
				kept.put(name, value);
			}
		}
		if (!kept.isEmpty() && !this.buckets.contains(request.bucket())) {
			throw S3Error.invalidRequest("Bucket is missing Object Lock Configuration");
		}
		if (kept.containsKey(MODE) != kept.containsKey(UNTIL)) {
			throw S3Error.invalidArgument(
					"x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
		}
		if (kept.containsKey(MODE) && !Set.of("GOVERNANCE", "COMPLIANCE").contains(kept.get(MODE))) {
			throw S3Error.invalidArgument("Unknown wormMode directive");
		}
		if (kept.containsKey(HOLD) && !Set.of("ON", "OFF").contains(kept.get(HOLD))) {
			throw S3Error.invalidArgument("Legal Hold must be either of 'ON' or 'OFF'");
		}
		if (kept.containsKey(UNTIL) && !instant(kept.get(UNTIL)).isAfter(now)) {
			throw S3Error.invalidArgument("The retain until date must be in the future!");
		}
		return kept;
	}

	/** What is locked must have been proved on its way. */
	static void requireDigest(Map<String, String> kept, S3Request request) {
		boolean locked = kept.containsKey(MODE) || kept.containsKey(HOLD);
		boolean digest = request.header("content-md5") != null
				|| request.headers().keySet().stream().anyMatch((name) -> name.startsWith("x-amz-checksum-"));
		if (locked && !digest) {
			throw S3Error
				.invalidRequest("Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests "
						+ "with Object Lock parameters");
		}
	}

	private static Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw S3Error.invalidArgument("The retain until date must be provided in ISO 8601 format");
		}
	}

}
