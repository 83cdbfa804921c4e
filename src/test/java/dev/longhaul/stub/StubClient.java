package dev.longhaul.stub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks plain HTTP to the stub, and just enough of S3 to begin, feed and end uploads in
 * one bucket.
 */
final class StubClient {

	static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=" + StrictS3Options.ACCESS_KEY_ID
			+ "/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";

	static final String BUCKET = "bucket";

	private static final Pattern CODE = Pattern.compile("<Code>(.*?)</Code>");

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI endpoint;

	StubClient(StrictS3 s3) {
		this.endpoint = s3.endpoint();
	}

	/** Headers come as names and values in turn. */
	HttpResponse<String> send(String method, String target, byte[] body, String... headers) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.endpoint + target))
			.method(method, BodyPublishers.ofByteArray(body));
		request.header("Authorization", AUTHORIZATION);
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return send(request.build());
	}

	HttpResponse<String> send(HttpRequest request) throws IOException {
		try {
			return this.http.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	HttpResponse<String> get(String target, String... headers) throws IOException {
		return send("GET", target, new byte[0], headers);
	}

	HttpResponse<String> head(String target, String... headers) throws IOException {
		return send("HEAD", target, new byte[0], headers);
	}

	HttpResponse<String> delete(String target) throws IOException {
		return send("DELETE", target, new byte[0]);
	}

	HttpResponse<String> put(String target, byte[] body, String... headers) throws IOException {
		return send("PUT", target, body, headers);
	}

	/** Returns the upload id. */
	String begin(String key, String... headers) throws IOException {
		HttpResponse<String> response = send("POST", "/" + BUCKET + "/" + key + "?uploads", new byte[0], headers);
		return texts(response, "UploadId").get(0);
	}

	HttpResponse<String> part(String key, String uploadId, int number, byte[] body, String... headers)
			throws IOException {
		return put(partTarget(key, uploadId, number), body, headers);
	}

	HttpResponse<String> complete(String key, String uploadId, String xml, String... headers) throws IOException {
		return send("POST", target(key, uploadId), xml.getBytes(StandardCharsets.UTF_8), headers);
	}

	/** Bytes that are the same for each length. */
	static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

	static String target(String key, String uploadId) {
		return "/" + BUCKET + "/" + key + "?uploadId=" + uploadId;
	}

	static String partTarget(String key, String uploadId, int number) {
		return target(key, uploadId) + "&partNumber=" + number;
	}

	/** The list for Complete, of parts numbered from 1. */
	static String list(List<HttpResponse<String>> parts) {
		StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
		for (int i = 0; i < parts.size(); i++) {
			xml.append(entry(i + 1, etag(parts.get(i))));
		}
		return xml.append("</CompleteMultipartUpload>").toString();
	}

	static String list(String... entries) {
		return "<CompleteMultipartUpload>" + String.join("", entries) + "</CompleteMultipartUpload>";
	}

	static String entry(int number, String etag) {
		return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag></Part>";
	}

	static String etag(HttpResponse<String> response) {
		return response.headers().firstValue("etag").orElseThrow();
	}

	static List<String> texts(HttpResponse<String> response, String element) {
		return Pattern.compile("<" + element + ">(.*?)</" + element + ">")
			.matcher(response.body())
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	/** Status and code in one, such as {@code 404 NoSuchKey}. */
	static String outcome(HttpResponse<String> response) {
		Matcher code = CODE.matcher(response.body());
		return code.find() ? response.statusCode() + " " + code.group(1) : Integer.toString(response.statusCode());
	}

}
