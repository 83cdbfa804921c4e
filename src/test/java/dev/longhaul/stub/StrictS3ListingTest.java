package dev.longhaul.stub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.longhaul.stub.StubClient.outcome;
import static dev.longhaul.stub.StubClient.target;
import static dev.longhaul.stub.StubClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stub's listings come in pages.
 */
class StrictS3ListingTest {

	private final StrictS3 s3 = StrictS3.start(StrictS3Options.defaults().discardBodies(true)).createBucket("bucket");

	private final StubClient client = new StubClient(this.s3);

	@AfterEach
	void close() {
		this.s3.close();
	}

	@Test
	void lists_at_most_a_thousand_parts_a_page() throws IOException {
		String id = this.client.begin("key");
		for (int number = 1; number <= 1005; number++) {
			this.client.part("key", id, number, new byte[number % 7]);
		}

		HttpResponse<String> first = this.client.get(target("key", id) + "&max-parts=5000");
		HttpResponse<String> second = this.client.get(target("key", id) + "&part-number-marker=1000");

		assertThat(texts(first, "IsTruncated")).containsExactly("true");
		assertThat(texts(first, "MaxParts")).containsExactly("1000");
		assertThat(texts(first, "NextPartNumberMarker")).containsExactly("1000");
		assertThat(texts(first, "PartNumber")).isEqualTo(numbers(1, 1000));
		assertThat(texts(second, "IsTruncated")).containsExactly("false");
		assertThat(texts(second, "PartNumber")).isEqualTo(numbers(1001, 1005));
		assertThat(texts(second, "Size")).containsExactly("0", "1", "2", "3", "4");
		assertThat(texts(second, "ETag")).allMatch((etag) -> etag.matches("&quot;[0-9a-f]{32}&quot;"));
	}

	@Test
	void lists_parts_with_gaps_from_any_marker() throws IOException {
		String id = this.client.begin("key");
		for (int number : new int[] { 10_000, 7, 3 }) {
			this.client.part("key", id, number, new byte[1]);
		}

		HttpResponse<String> page = this.client.get(target("key", id) + "&part-number-marker=3&max-parts=1");

		assertThat(texts(page, "PartNumber")).containsExactly("7");
		assertThat(texts(page, "NextPartNumberMarker")).containsExactly("7");
		assertThat(texts(this.client.get(target("key", id) + "&part-number-marker=7"), "PartNumber"))
			.containsExactly("10000");
		assertThat(outcome(this.client.get(target("key", id) + "&max-parts=x"))).isEqualTo("400 InvalidArgument");
		assertThat(outcome(this.client.get(target("key", id) + "&part-number-marker=x")))
			.isEqualTo("400 InvalidArgument");
	}

	@Test
	void lists_uploads_by_key_and_initiation_page_by_page() throws IOException {
		String late = this.client.begin("b");
		String first = this.client.begin("a/1");
		String second = this.client.begin("a/1");
		String third = this.client.begin("a/2");
		List<String> ids = new ArrayList<>();
		String markers = "";
		String truncated = "true";
		while (truncated.equals("true")) {
			HttpResponse<String> page = this.client.get("/bucket?uploads&max-uploads=1" + markers);
			ids.addAll(texts(page, "UploadId"));
			truncated = texts(page, "IsTruncated").get(0);
			markers = "&key-marker=" + String.join("", texts(page, "NextKeyMarker")) + "&upload-id-marker="
					+ String.join("", texts(page, "NextUploadIdMarker"));
		}

		assertThat(ids).containsExactly(first, second, third, late);
		assertThat(texts(this.client.get("/bucket?uploads&prefix=a/"), "UploadId")).containsExactly(first, second,
				third);
		assertThat(texts(this.client.get("/bucket?uploads&key-marker=a/1"), "UploadId")).containsExactly(third, late);
		assertThat(this.s3.openUploads()).extracting(OpenUpload::uploadId).isEqualTo(ids);
	}

	@Test
	void lists_keys_by_their_utf8_bytes_and_coded_if_asked_to() throws IOException {
		String emoji = "%F0%9F%9A%9A";
		String privateUse = "%EE%80%80";
		this.client.put("/bucket/" + emoji, new byte[1]);
		this.client.put("/bucket/" + privateUse, new byte[2]);
		this.client.put("/bucket/a%20b/c%26", new byte[3]);

		HttpResponse<String> coded = this.client.get("/bucket?list-type=2&encoding-type=url");
		assertThat(texts(coded, "Key")).containsExactly("a+b/c%26", privateUse, emoji);
		assertThat(texts(coded, "Size")).containsExactly("3", "2", "1");
		HttpResponse<String> first = this.client.get("/bucket?list-type=2&max-keys=1");
		assertThat(texts(first, "Key")).containsExactly("a b/c&amp;");
		assertThat(texts(this.client.get("/bucket?list-type=2&continuation-token=a%20b/c%26"), "KeyCount"))
			.containsExactly("2");
		assertThat(texts(this.client.get("/bucket?list-type=2&prefix=a"), "KeyCount")).containsExactly("1");
	}

	@Test
	void composes_objects_without_bytes_where_bodies_are_discarded() throws IOException {
		String id = this.client.begin("key");
		HttpResponse<String> part = this.client.part("key", id, 1, new byte[12]);
		this.client.complete("key", id, StubClient.list(List.of(part)));

		assertThat(this.s3.object("bucket", "key").size()).isEqualTo(12);
		assertThat(this.client.head("/bucket/key").headers().firstValue("content-length")).contains("12");
		assertThat(outcome(this.client.get("/bucket/key"))).isEqualTo("501 NotImplemented");
	}

	private static List<String> numbers(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
	}

}
