package dev.longhaul.stub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.stub.StubClient.entry;
import static dev.longhaul.stub.StubClient.etag;
import static dev.longhaul.stub.StubClient.list;
import static dev.longhaul.stub.StubClient.outcome;
import static dev.longhaul.stub.StubClient.target;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stub is as strict as S3 with uploads and objects.
 */
class StrictS3Test {

	private static final String NO_SUCH_UPLOAD = "404 NoSuchUpload";

	private final StrictS3 s3 = StrictS3.start(StrictS3Options.defaults().minPart(1000)).createBucket("bucket");

	private final StubClient client = new StubClient(this.s3);

	@AfterEach
	void close() {
		this.s3.close();
	}

	@Test
	void lays_the_parts_end_to_end_in_the_order_of_their_numbers() throws IOException {
		byte[] bytes = random(2500);
		String id = this.client.begin("key");
		HttpResponse<String> third = this.client.part("key", id, 3, slice(bytes, 2000, 2500));
		HttpResponse<String> second = this.client.part("key", id, 2, slice(bytes, 1000, 2000));
		this.client.part("key", id, 1, random(1500));
		HttpResponse<String> first = this.client.part("key", id, 1, slice(bytes, 0, 1000));

		HttpResponse<String> done = this.client.complete("key", id, list(List.of(first, second, third)));

		assertThat(outcome(done)).isEqualTo("200");
		StoredObject object = this.s3.object("bucket", "key");
		assertThat(object.open()).hasBinaryContent(bytes);
		assertThat(object.etag()).endsWith("-3");
		assertThat(StubClient.texts(done, "ETag")).containsExactly("&quot;" + object.etag() + "&quot;");
		assertThat(this.s3.completesThatTookEffect("key")).isEqualTo(1);
		assertThat(this.s3.openUploads()).isEmpty();
		assertThat(this.s3.partSends("key").get(1)).extracting(PartSend::size).containsExactly(1500L, 1000L);
		assertThat(this.s3.partBytesReceived()).isEqualTo(4000);
	}

	@Test
	void gives_a_multipart_etag_that_is_the_md5_of_the_parts_md5s() throws IOException {
		String id = this.client.begin("key");
		HttpResponse<String> part = this.client.part("key", id, 1, "hello".getBytes(StandardCharsets.UTF_8));

		this.client.complete("key", id, list(List.of(part)));

		assertThat(etag(part)).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
		assertThat(this.s3.object("bucket", "key").etag()).isEqualTo("62109206880d38a4010a98e11243924a-1");
	}

	@Test
	void knows_no_upload_that_was_never_begun_is_of_another_key_aborted_or_completed() throws IOException {
		String aborted = this.client.begin("key");
		String completed = this.client.begin("key");
		HttpResponse<String> part = this.client.part("key", completed, 1, random(10));
		assertThat(outcome(this.client.part("other", completed, 1, random(10)))).isEqualTo(NO_SUCH_UPLOAD);
		assertThat(outcome(this.client.delete(target("key", aborted)))).isEqualTo("204");
		assertThat(outcome(this.client.complete("key", completed, list(List.of(part))))).isEqualTo("200");

		for (String id : List.of("unknown", aborted, completed)) {
			assertThat(outcome(this.client.part("key", id, 1, random(10)))).isEqualTo(NO_SUCH_UPLOAD);
			assertThat(outcome(this.client.get(target("key", id)))).isEqualTo(NO_SUCH_UPLOAD);
			assertThat(outcome(this.client.delete(target("key", id)))).isEqualTo(NO_SUCH_UPLOAD);
			assertThat(outcome(this.client.complete("key", id, list(List.of(part))))).isEqualTo(NO_SUCH_UPLOAD);
		}
	}

	@Test
	void refuses_a_list_of_parts_that_is_not_what_was_uploaded() throws IOException {
		String id = this.client.begin("key");
		String first = etag(this.client.part("key", id, 1, random(999)));
		String second = etag(this.client.part("key", id, 2, random(10)));

		assertThat(complete(id, entry(1, first), entry(3, second))).isEqualTo("400 InvalidPart");
		assertThat(complete(id, entry(1, second))).isEqualTo("400 InvalidPart");
		assertThat(complete(id, entry(2, second), entry(1, first))).isEqualTo("400 InvalidPartOrder");
		assertThat(complete(id, entry(1, first), entry(1, first))).isEqualTo("400 InvalidPartOrder");
		assertThat(complete(id, entry(1, first), entry(2, second))).isEqualTo("400 EntityTooSmall");
		assertThat(this.s3.openUploads()).hasSize(1);
		assertThat(complete(id, entry(1, first))).isEqualTo("200");
	}

	@Test
	void takes_five_mebibytes_for_the_least_part_unless_told_otherwise() {
		assertThat(StrictS3Options.defaults().minPart()).isEqualTo(5 * 1024 * 1024);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no xml", "<CompleteMultipartUpload/>", "<Other/>",
			"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
			"<CompleteMultipartUpload><Part><PartNumber>x</PartNumber><ETag>e</ETag></Part></CompleteMultipartUpload>",
			"<CompleteMultipartUpload><Part><Number>1</Number><ETag>e</ETag></Part></CompleteMultipartUpload>",
			"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>e</ETag></Part>" })
	void refuses_malformed_xml(String xml) throws IOException {
		String id = this.client.begin("key");

		assertThat(outcome(this.client.complete("key", id, xml))).isEqualTo("400 MalformedXML");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "10001", "-1", "x", "" })
	void refuses_part_numbers_outside_of_1_to_10000(String number) throws IOException {
		String target = target("key", this.client.begin("key")) + "&partNumber=" + number;

		assertThat(outcome(this.client.put(target, random(10)))).isEqualTo("400 InvalidArgument");
	}

	@Test
	void takes_the_part_number_10000() throws IOException {
		String id = this.client.begin("key");

		assertThat(outcome(this.client.part("key", id, 10_000, random(10)))).isEqualTo("200");
	}

	@Test
	void refuses_a_part_of_more_than_5_gib_before_it_comes() throws IOException {
		String target = StubClient.partTarget("key", this.client.begin("key"), 1);
		try (RawConnection raw = new RawConnection(this.s3)) {
			raw.head("PUT", target, (5L << 30) + 1);

			assertThat(raw.line()).startsWith("HTTP/1.1 400");
		}
		assertThat(this.s3.openUploads().get(0).parts()).isEmpty();
	}

	@Test
	void refuses_whoever_it_does_not_know() throws IOException {
		HttpRequest nobody = HttpRequest.newBuilder(URI.create(this.s3.endpoint() + "/bucket/key"))
			.PUT(BodyPublishers.ofByteArray(random(10)))
			.build();
		String other = "AWS4-HMAC-SHA256 Credential=OTHER/20260101/us-east-1/s3/aws4_request";

		assertThat(outcome(this.client.send(nobody))).isEqualTo("403 AccessDenied");
		assertThat(outcome(this.client.put("/bucket/key", random(10), "Authorization", other)))
			.isEqualTo("403 InvalidAccessKeyId");
		this.s3.allowCredentials("OTHER");
		assertThat(outcome(this.client.put("/bucket/key", random(10), "Authorization", other))).isEqualTo("200");
	}

	@Test
	void refuses_expired_credentials_until_they_are_good_again() throws IOException {
		this.s3.expireCredentials(StrictS3Options.ACCESS_KEY_ID);
		assertThat(outcome(this.client.get("/bucket/key"))).isEqualTo("403 ExpiredToken");
		this.s3.allowCredentials(StrictS3Options.ACCESS_KEY_ID);
		assertThat(outcome(this.client.get("/bucket/key"))).isEqualTo("404 NoSuchKey");
	}

	@Test
	void takes_temporary_credentials_with_their_token_only() throws IOException {
		assertThat(outcome(this.client.get("/bucket/key", "x-amz-security-token", "t"))).isEqualTo("400 InvalidToken");

		this.s3.allowCredentials(StrictS3Options.ACCESS_KEY_ID, "token");

		assertThat(outcome(this.client.get("/bucket/key"))).isEqualTo("403 InvalidAccessKeyId");
		assertThat(outcome(this.client.get("/bucket/key", "x-amz-security-token", "t"))).isEqualTo("400 InvalidToken");
		assertThat(outcome(this.client.get("/bucket/key", "x-amz-security-token", "token"))).isEqualTo("404 NoSuchKey");
	}

	@Test
	void takes_requests_of_a_directory_bucket_by_its_sessions_only() throws IOException {
		this.s3.createBucket("b--use1-az4--x-s3");

		assertThat(outcome(this.client.put("/b--use1-az4--x-s3/key", random(10)))).isEqualTo("403 AccessDenied");
		assertThat(outcome(this.client.get("/b--use1-az4--x-s3?session"))).isEqualTo("200");
		assertThat(outcome(this.client.get("/bucket?session"))).isEqualTo("501 NotImplemented");
	}

	@Test
	void knows_only_buckets_that_were_made() throws IOException {
		assertThat(outcome(this.client.put("/missing/key", random(10)))).isEqualTo("404 NoSuchBucket");
		assertThat(this.client.head("/missing").statusCode()).isEqualTo(404);
		assertThat(outcome(this.client.put("/missing", new byte[0]))).isEqualTo("200");
		assertThat(outcome(this.client.put("/missing", new byte[0]))).isEqualTo("409 BucketAlreadyOwnedByYou");
		assertThat(this.client.head("/missing").statusCode()).isEqualTo(200);
	}

	@Test
	void writes_only_where_nothing_is_when_asked_to() throws IOException {
		String[] ifAbsent = { "If-None-Match", "*" };
		String id = this.client.begin("key");
		String part = etag(this.client.part("key", id, 1, random(10)));
		assertThat(outcome(this.client.put("/bucket/key", random(10), ifAbsent))).isEqualTo("200");

		assertThat(outcome(this.client.put("/bucket/key", random(10), ifAbsent))).isEqualTo("412 PreconditionFailed");
		assertThat(outcome(this.client.complete("key", id, list(entry(1, part)), ifAbsent)))
			.isEqualTo("412 PreconditionFailed");
		assertThat(this.s3.openUploads()).hasSize(1);
		assertThat(this.s3.completesThatTookEffect("key")).isZero();
		assertThat(outcome(this.client.delete("/bucket/key"))).isEqualTo("204");
		assertThat(outcome(this.client.complete("key", id, list(entry(1, part)), ifAbsent))).isEqualTo("200");
	}

	@Test
	void completes_only_an_object_of_the_size_meant() throws IOException {
		String id = this.client.begin("key");
		String part = etag(this.client.part("key", id, 1, random(10)));

		assertThat(outcome(this.client.complete("key", id, list(entry(1, part)), "x-amz-mp-object-size", "11")))
			.isEqualTo("400 InvalidRequest");
		assertThat(outcome(this.client.complete("key", id, list(entry(1, part)), "x-amz-mp-object-size", "10")))
			.isEqualTo("200");
	}

	@Test
	void keeps_the_headers_that_belong_to_the_object() throws IOException {
		String[] headers = { "Content-Type", "application/zstd", "x-amz-meta-Marker", "m 1", "x-amz-storage-class",
				"STANDARD_IA", "Cache-Control", "no-store" };
		String id = this.client.begin("multi", headers);
		this.client.complete("multi", id, list(entry(1, etag(this.client.part("multi", id, 1, random(10))))));
		this.client.put("/bucket/single", random(10), headers);

		for (String key : List.of("multi", "single")) {
			for (HttpResponse<String> shown : List.of(this.client.head("/bucket/" + key),
					this.client.get("/bucket/" + key))) {
				Map<String, List<String>> answered = shown.headers().map();
				assertThat(answered).containsEntry("content-type", List.of("application/zstd"))
					.containsEntry("x-amz-meta-marker", List.of("m 1"))
					.containsEntry("x-amz-storage-class", List.of("STANDARD_IA"))
					.containsEntry("cache-control", List.of("no-store"))
					.containsEntry("content-length", List.of("10"))
					.containsKeys("x-amz-request-id", "etag", "last-modified");
			}
			assertThat(this.s3.object("bucket", key).metadata()).containsExactly(Map.entry("marker", "m 1"));
		}
	}

	@Test
	void refuses_metadata_and_keys_that_are_too_long() throws IOException {
		assertThat(outcome(this.client.put("/bucket/key", random(1), "x-amz-meta-a", "x".repeat(2048))))
			.isEqualTo("400 MetadataTooLarge");
		assertThat(outcome(this.client.put("/bucket/" + "k".repeat(1025), random(1)))).isEqualTo("400 KeyTooLongError");
		assertThat(outcome(this.client.put("/bucket/" + "k".repeat(1024), random(1)))).isEqualTo("200");
	}

	@Test
	void reads_keys_as_they_were_meant() throws IOException {
		this.client.put("/bucket/a%20b+c%2Bd//../%F0%9F%9A%9A%C3%A9%25", random(10));

		assertThat(this.s3.objects()).extracting(StoredObject::key).containsExactly("a b+c+d//../\uD83D\uDE9Aé%");
		assertThat(outcome(this.client.get("/bucket/a%20b+c%2Bd//../%F0%9F%9A%9A%C3%A9%25"))).isEqualTo("200");
		assertThat(outcome(this.client.put("/bucket/%FF", random(10)))).isEqualTo("400 InvalidURI");
	}

	@Test
	void reads_ranges() throws IOException {
		this.client.put("/bucket/key", "0123456789".getBytes(StandardCharsets.UTF_8));

		assertThat(this.client.get("/bucket/key", "Range", "bytes=2-4").body()).isEqualTo("234");
		assertThat(this.client.get("/bucket/key", "Range", "bytes=7-").body()).isEqualTo("789");
		assertThat(this.client.get("/bucket/key", "Range", "bytes=-2").body()).isEqualTo("89");
		HttpResponse<String> capped = this.client.get("/bucket/key", "Range", "bytes=8-99");
		assertThat(capped.statusCode()).isEqualTo(206);
		assertThat(capped.headers().firstValue("content-range")).contains("bytes 8-9/10");
		assertThat(outcome(this.client.get("/bucket/key", "Range", "bytes=10-"))).isEqualTo("416 InvalidRange");
	}

	@Test
	void reads_a_range_across_parts() throws IOException {
		byte[] bytes = random(3000);
		String id = this.client.begin("key");
		List<HttpResponse<String>> parts = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			parts.add(this.client.part("key", id, i + 1, slice(bytes, 1000 * i, 1000 * i + 1000)));
		}
		this.client.complete("key", id, list(parts));

		String range = this.client.get("/bucket/key", "Range", "bytes=999-2000").body();

		assertThat(range.getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(slice(bytes, 999, 2001));
	}

	private String complete(String id, String... entries) throws IOException {
		return outcome(this.client.complete("key", id, list(entries)));
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

	private static byte[] slice(byte[] bytes, int from, int to) {
		return Arrays.copyOfRange(bytes, from, to);
	}

}
