package dev.longhaul.stub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.longhaul.stub.StubClient.entry;
import static dev.longhaul.stub.StubClient.etag;
import static dev.longhaul.stub.StubClient.list;
import static dev.longhaul.stub.StubClient.outcome;
import static dev.longhaul.stub.StubClient.random;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stub is as strict as S3 with objects, their names and headers, and what is read of
 * them.
 */
class StrictS3ObjectsTest {

	private final StrictS3 s3 = StrictS3.start(StrictS3Options.defaults().minPart(1000)).createBucket("bucket");

	private final StubClient client = new StubClient(this.s3);

	@AfterEach
	void close() {
		this.s3.close();
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
			parts.add(this.client.part("key", id, i + 1, Arrays.copyOfRange(bytes, 1000 * i, 1000 * i + 1000)));
		}
		this.client.complete("key", id, list(parts));

		String range = this.client.get("/bucket/key", "Range", "bytes=999-2000").body();

		assertThat(range.getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(Arrays.copyOfRange(bytes, 999, 2001));
	}

}
