package dev.longhaul.stub;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One request to S3 with its head read and its body still to come.
 *
 * @param id what its answer carries as x-amz-request-id
 */
record S3Request(String id, RequestTarget target, Map<String, String> headers, RequestBody body) {

	String bucket() {
		return this.target.bucket();
	}

	String key() {
		return this.target.key();
	}

	@Nullable String uploadId() {
		return this.target.uploadId();
	}

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	S3Request without(Set<String> names) {
		Map<String, String> others = new TreeMap<>(this.headers);
		others.keySet().removeAll(names);
		return new S3Request(this.id, this.target, others, this.body);
	}

	S3Request withoutQuery(Set<String> names) {
		return new S3Request(this.id, this.target.without(names), this.headers, this.body);
	}

	S3Request withQuery(String name, String value) {
		return new S3Request(this.id, this.target.with(name, value), this.headers, this.body);
	}

	@Nullable String query(String name) {
		return this.target.query().get(name);
	}

	boolean keepsAlive(RequestLine line) {
		return line.version().equals("HTTP/1.1") && !"close".equalsIgnoreCase(header("connection"));
	}

	/** S3 knows If-None-Match on writes with a star only. */
	boolean onlyIfAbsent() {
		String condition = header("if-none-match");
		if (condition == null) {
			return false;
		}
		if (!condition.equals("*")) {
			throw S3Error.notImplemented("If-None-Match");
		}
		return true;
	}

	/** The page size asked for, at most 1,000 as on S3. */
	int pageSize(String name) {
		String asked = query(name);
		if (asked == null) {
			return 1000;
		}
		if (!asked.matches("\\d{1,9}")) {
			throw S3Error.invalidArgument("Argument " + name + " must be an integer between 0 and 2147483647");
		}
		return Math.min(1000, Integer.parseInt(asked));
	}

}
