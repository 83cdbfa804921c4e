import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request without its body; the names of headers are in lower case. */
record Request(String method, String bucket, String key, Map<String, String> query, Map<String, String> headers) {

	// The last ones are not served; without them they would look like a listing of the bucket.
	private static final List<String> SUBRESOURCES = List.of("uploads", "partNumber", "uploadId", "location",
			"versioning", "versions", "lifecycle", "policy", "acl", "tagging", "encryption", "object-lock", "delete");

	static Request of(String line, Map<String, String> headers) {
		String[] words = line.split(" ");
		String[] target = words[1].split("\\?", 2);
		String[] path = target[0].substring(1).split("/", 2);
		Map<String, String> query = new HashMap<>();
		for (String pair : (target.length > 1) ? target[1].split("&") : new String[0]) {
			String[] sides = pair.split("=", 2);
			query.put(decode(sides[0]), (sides.length > 1) ? decode(sides[1]) : "");
		}
		return new Request(words[0], decode(path[0]), (path.length > 1) ? decode(path[1]) : "", query, headers);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	String name() {
		return this.bucket + "/" + this.key;
	}

	/** The method and what it is done to, such as "PUT key partNumber". */
	String verb() {
		String subresource = SUBRESOURCES.stream().filter(this.query::containsKey).findFirst().orElse("");
		return (this.method + (this.key.isEmpty() ? " bucket " : " key ") + subresource).strip();
	}

	boolean chunked() {
		return this.headers.containsKey("transfer-encoding");
	}

	boolean awsChunked() {
		return this.headers.getOrDefault("content-encoding", "").contains("aws-chunked");
	}

	long length() {
		return Long.parseLong(this.headers.getOrDefault("content-length", "0"));
	}

	/** Bytes of the object in the body; aws-chunked wraps them in lines of its own. */
	long size() {
		return awsChunked() ? Long.parseLong(this.headers.get("x-amz-decoded-content-length")) : length();
	}

	int number(String parameter, int otherwise) {
		return this.query.containsKey(parameter) ? Integer.parseInt(this.query.get(parameter)) : otherwise;
	}

	Map<String, String> headers(String regex) {
		Map<String, String> found = new TreeMap<>(this.headers);
		found.keySet().removeIf((name) -> !name.matches(regex));
		return found;
	}

	Map<String, String> objectHeaders() {
		return headers("x-amz-meta-.*|x-amz-storage-class|cache-control|content-(type|disposition|language)");
	}

	Map<String, String> checksums() {
		return headers("x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256|type)");
	}

}
