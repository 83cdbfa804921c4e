package dev.longhaul.stub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.longhaul.stub.StubClient.etag;
import static dev.longhaul.stub.StubClient.list;
import static dev.longhaul.stub.StubClient.outcome;
import static dev.longhaul.stub.StubClient.random;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stub verifies every checksum that S3 verifies.
 */
class StrictS3ChecksumTest {

	private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

	private final StrictS3 s3 = StrictS3.start(StrictS3Options.defaults().minPart(1)).createBucket("bucket");

	private final StubClient client = new StubClient(this.s3);

	@AfterEach
	void close() {
		this.s3.close();
	}

	@ParameterizedTest
	@CsvSource({ "CRC32, cbf43926", "CRC32C, e3069283", "CRC64NVME, ae8b14860a799888",
			"SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
			"SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225" })
	void computes_the_check_value_of_each_algorithm(ChecksumAlgorithm algorithm, String expected) {
		assertThat(BodyDigest.hex(sum(algorithm, DIGITS).bytes())).isEqualTo(expected);
	}

	@Test
	void computes_crc64nvme_alike_in_pieces_of_any_length() {
		byte[] bytes = random(1000);
		Crc64Nvme whole = new Crc64Nvme();
		whole.update(bytes, 0, bytes.length);
		Crc64Nvme pieces = new Crc64Nvme();
		for (int at = 0, length = 1; at < bytes.length; at += length, length = Math.min(length + 3, 1000 - at)) {
			pieces.update(bytes, at, length);
		}

		assertThat(pieces.getValue()).isEqualTo(whole.getValue());
	}

	@ParameterizedTest
	@EnumSource(ChecksumAlgorithm.class)
	void takes_a_right_checksum_and_refuses_a_wrong_one(ChecksumAlgorithm algorithm) throws IOException {
		String right = sum(algorithm, DIGITS).value();
		String wrong = sum(algorithm, random(9)).value();

		assertThat(outcome(this.client.put("/bucket/key", DIGITS, algorithm.header(), wrong)))
			.isEqualTo("400 BadDigest");
		assertThat(this.s3.objects()).isEmpty();
		assertThat(outcome(this.client.put("/bucket/key", DIGITS, algorithm.header(), "AAAA")))
			.isEqualTo("400 InvalidRequest");
		assertThat(outcome(this.client.put("/bucket/key", DIGITS, algorithm.header(), right))).isEqualTo("200");
		HttpResponse<String> asked = this.client.head("/bucket/key", "x-amz-checksum-mode", "ENABLED");
		assertThat(asked.headers().firstValue(algorithm.header())).contains(right);
		assertThat(this.client.head("/bucket/key").headers().firstValue(algorithm.header())).isEmpty();
	}

	@Test
	void verifies_the_content_md5_of_a_part() throws IOException {
		String id = this.client.begin("key");
		String wrong = Base64.getEncoder().encodeToString(random(16));

		assertThat(outcome(this.client.part("key", id, 1, DIGITS, "Content-MD5", wrong))).isEqualTo("400 BadDigest");
		assertThat(this.s3.partSends("key")).isEmpty();
		assertThat(outcome(this.client.part("key", id, 1, DIGITS, "Content-MD5", "JfnnlDI7RTiF9RgfG2JNCw==")))
			.isEqualTo("200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AAAA", "25f9e794323b453885f5181f1b624d0b", "???" })
	void refuses_a_content_md5_that_is_none(String md5) throws IOException {
		assertThat(outcome(this.client.put("/bucket/key", DIGITS, "Content-MD5", md5))).isEqualTo("400 InvalidDigest");
	}

	@Test
	void verifies_the_payload_hash_that_is_signed() throws IOException {
		assertThat(outcome(this.client.put("/bucket/key", DIGITS, "x-amz-content-sha256", "0".repeat(64))))
			.isEqualTo("400 XAmzContentSHA256Mismatch");
	}

	@ParameterizedTest
	@EnumSource(value = ChecksumAlgorithm.class, names = { "CRC32", "CRC32C", "CRC64NVME" })
	void completes_with_the_checksum_of_the_whole_object_only(ChecksumAlgorithm algorithm) throws IOException {
		byte[] bytes = random(100_000);
		String id = this.client.begin("key", "x-amz-checksum-algorithm", algorithm.name(), "x-amz-checksum-type",
				"FULL_OBJECT");
		String first = etag(this.client.part("key", id, 1, Arrays.copyOf(bytes, 70_001)));
		byte[] tail = Arrays.copyOfRange(bytes, 70_001, bytes.length);
		String second = etag(this.client.part("key", id, 2, tail, algorithm.header(), sum(algorithm, tail).value()));
		String xml = list(StubClient.entry(1, first), StubClient.entry(2, second));

		assertThat(outcome(this.client.complete("key", id, xml, algorithm.header(), sum(algorithm, tail).value())))
			.isEqualTo("400 BadDigest");
		assertThat(outcome(this.client.complete("key", id, xml, algorithm.header(), sum(algorithm, bytes).value(),
				"x-amz-checksum-type", "FULL_OBJECT")))
			.isEqualTo("200");
		assertThat(this.client.head("/bucket/key", "x-amz-checksum-mode", "ENABLED").headers().map())
			.containsEntry("x-amz-checksum-type", List.of("FULL_OBJECT"))
			.containsEntry(algorithm.header(), List.of(sum(algorithm, bytes).value()));
	}

	@Test
	void needs_the_checksum_of_each_part_for_a_composite_one() throws IOException {
		String id = this.client.begin("key", "x-amz-checksum-algorithm", "SHA256");
		PartChecksum sum = sum(ChecksumAlgorithm.SHA256, DIGITS);
		assertThat(outcome(this.client.part("key", id, 1, DIGITS))).isEqualTo("400 InvalidRequest");
		HttpResponse<String> part = this.client.part("key", id, 1, DIGITS, "x-amz-checksum-sha256", sum.value());
		String entry = StubClient.entry(1, etag(part));
		String checksum = "<ChecksumSHA256>" + sum.value() + "</ChecksumSHA256></Part>";

		assertThat(part.headers().firstValue("x-amz-checksum-sha256")).contains(sum.value());
		assertThat(outcome(this.client.complete("key", id, list(entry)))).isEqualTo("400 InvalidRequest");
		assertThat(outcome(this.client.complete("key", id, list(entry.replace("</Part>", checksum))))).isEqualTo("200");
		assertThat(this.s3.object("bucket", "key").entity().checksum())
			.isEqualTo(new ObjectChecksum(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE,
					sum(ChecksumAlgorithm.SHA256, sum.bytes()).value() + "-1"));
	}

	@Test
	void refuses_a_part_with_another_checksum_than_the_upload_was_begun_with() throws IOException {
		String value = sum(ChecksumAlgorithm.CRC32, DIGITS).value();

		assertThat(outcome(this.client.part("key", this.client.begin("key"), 1, DIGITS, "x-amz-checksum-crc32", value)))
			.isEqualTo("400 InvalidRequest");
		String other = this.client.begin("key", "x-amz-checksum-algorithm", "CRC64NVME");
		assertThat(outcome(this.client.part("key", other, 1, DIGITS, "x-amz-checksum-crc32", value)))
			.isEqualTo("400 InvalidRequest");
	}

	@ParameterizedTest
	@CsvSource({ "SHA256, FULL_OBJECT", "SHA1, FULL_OBJECT", "CRC64NVME, COMPOSITE", "MD4, COMPOSITE", "CRC32, HALF" })
	void begins_no_upload_with_a_checksum_that_s3_does_not_have(String algorithm, String type) throws IOException {
		assertThat(outcome(this.client.send("POST", "/bucket/key?uploads", new byte[0], "x-amz-checksum-algorithm",
				algorithm, "x-amz-checksum-type", type)))
			.isEqualTo("400 InvalidRequest");
	}

	private static PartChecksum sum(ChecksumAlgorithm algorithm, byte[] bytes) {
		RunningChecksum sum = algorithm.start();
		sum.update(bytes, 0, bytes.length);
		return PartChecksum.of(algorithm, sum.value());
	}

}
