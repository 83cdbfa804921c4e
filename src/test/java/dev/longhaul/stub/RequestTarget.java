package dev.longhaul.stub;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a request line addresses: the operation, the bucket, the key and the decoded
 * query.
 */
record RequestTarget(Op op, Resource resource, Map<String, String> query, @Nullable S3Error problem) {

	private static final Pattern AMPERSAND = Pattern.compile("&");

	static RequestTarget of(RequestLine line) {
		int mark = line.target().indexOf('?');
		String path = (mark < 0) ? line.target() : line.target().substring(0, mark);
		try {
			Resource resource = Resource.at(path);
			Map<String, String> query = (mark < 0) ? Map.of() : parse(line.target().substring(mark + 1));
			return new RequestTarget(op(line.method(), resource, query), resource, query, null);
		}
		catch (S3Error ex) {
			return new RequestTarget(Op.OTHER, new Resource("", ""), Map.of(), ex);
		}
	}

	RequestTarget without(Set<String> names) {
		Map<String, String> others = new TreeMap<>(this.query);
		others.keySet().removeAll(names);
		return new RequestTarget(this.op, this.resource, others, this.problem);
	}

	RequestTarget with(String name, String value) {
		Map<String, String> more = new TreeMap<>(this.query);
		more.put(name, value);
		return new RequestTarget(this.op, this.resource, more, this.problem);
	}

	String bucket() {
		return this.resource.bucket();
	}

	String key() {
		return this.resource.key();
	}

	@Nullable String uploadId() {
		return this.query.get("uploadId");
	}

	/** 0 when there is none, or none that is a number. */
	int partNumber() {
		String number = this.query.getOrDefault("partNumber", "");
		return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
	}

	private static Op op(String method, Resource resource, Map<String, String> query) {
		// SDKs repeat the operation's name as x-id; it selects nothing
		Set<String> names = new HashSet<>(query.keySet());
		names.remove("x-id");
		if (resource.bucket().isEmpty()) {
			return Op.OTHER;
		}
		return resource.key().isEmpty() ? Op.onBucket(method, names) : Op.onKey(method, names);
	}

	private static Map<String, String> parse(String text) {
		Map<String, String> query = new TreeMap<>();
		AMPERSAND.splitAsStream(text).filter((pair) -> !pair.isEmpty()).forEach((pair) -> {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			String value = (equals < 0) ? "" : pair.substring(equals + 1);
			query.put(PercentCoding.decodeQuery(name), PercentCoding.decodeQuery(value));
		});
		return query;
	}

	/**
	 * A bucket, or a key in it, in the path style.
	 */
	record Resource(String bucket, String key) {

		static Resource at(String path) {
			String relative = path.startsWith("/") ? path.substring(1) : path;
			int slash = relative.indexOf('/');
			if (slash < 0) {
				return new Resource(PercentCoding.decodePath(relative), "");
			}
			return new Resource(PercentCoding.decodePath(relative.substring(0, slash)),
					PercentCoding.decodePath(relative.substring(slash + 1)));
		}

	}

}
