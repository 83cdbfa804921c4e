package dev.longhaul.stub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.stub.StubClient.entry;
import static dev.longhaul.stub.StubClient.etag;
import static dev.longhaul.stub.StubClient.list;
import static dev.longhaul.stub.StubClient.outcome;
import static dev.longhaul.stub.StubClient.random;
import static dev.longhaul.stub.StubClient.target;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stub is as strict as S3 with uploads and their parts.
 */
class StrictS3UploadsTest {

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
	void completes_only_an_object_of_the_size_meant() throws IOException {
		String id = this.client.begin("key");
		String part = etag(this.client.part("key", id, 1, random(10)));

		assertThat(outcome(this.client.complete("key", id, list(entry(1, part)), "x-amz-mp-object-size", "11")))
			.isEqualTo("400 InvalidRequest");
		assertThat(outcome(this.client.complete("key", id, list(entry(1, part)), "x-amz-mp-object-size", "10")))
			.isEqualTo("200");
	}

	private String complete(String id, String... entries) throws IOException {
		return outcome(this.client.complete("key", id, list(entries)));
	}

	private static byte[] slice(byte[] bytes, int from, int to) {
		return Arrays.copyOfRange(bytes, from, to);
	}

}
