package dev.longhaul.stub;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tags, access list and encryption of Create and PutObject, refused as S3 refuses them.
 */
final class SettingHeaders {

	private static final Set<String> ACLS = Set.of("private", "public-read", "public-read-write", "authenticated-read",
			"aws-exec-read", "bucket-owner-read", "bucket-owner-full-control");

	private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

	private SettingHeaders() {
	}

	/** What HEAD gives back of them. */
	static Map<String, String> of(S3Request request) {
		Map<String, String> kept = new TreeMap<>();
		kept.putAll(EncryptionHeaders.of(request));
		String acl = request.header("x-amz-acl");
		if (acl != null && !ACLS.contains(acl)) {
			throw S3Error.invalidArgument("The canned ACL is not valid: " + acl);
		}
		int tags = tags(request.header("x-amz-tagging")).size();
		if (tags > 0) {
			kept.put("x-amz-tagging-count", String.valueOf(tags));
		}
		return kept;
	}

	/** They stand in the header as in the query of an address. */
	static Map<String, String> tags(@Nullable String header) {
		Map<String, String> tags = new HashMap<>();
		if (header == null || header.isEmpty()) {
			return tags;
		}
		for (String pair : header.split("&", -1)) {
			int equals = pair.indexOf('=');
			String key = PercentCoding.decodeQuery((equals < 0) ? pair : pair.substring(0, equals));
			String value = (equals < 0) ? "" : PercentCoding.decodeQuery(pair.substring(equals + 1));
			boolean bad = key.isEmpty() || key.length() > 128 || value.length() > 256 || key.startsWith("aws:")
					|| !TAG.matcher(key).matches() || !TAG.matcher(value).matches();
			if (bad) {
				throw new S3Error(400, "InvalidTag", "The tag provided was not a valid tag: " + key);
			}
			if (tags.put(key, value) != null) {
				throw new S3Error(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
			}
		}
		if (tags.size() > 10) {
			throw new S3Error(400, "BadRequest", "Object tags cannot be greater than 10");
		}
		return tags;
	}

}
