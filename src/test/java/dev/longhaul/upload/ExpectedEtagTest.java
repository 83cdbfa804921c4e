package dev.longhaul.upload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.longhaul.store.PartBodies;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ETag of a multipart object is known before the store tells it.
 */
class ExpectedEtagTest {

	/** md5("hello") and md5(""), as every md5sum says. */
	private static final String HELLO = "5d41402abc4b2a76b9719d911017c592";

	private static final String EMPTY = "d41d8cd98f00b204e9800998ecf8427e";

	@Test
	void is_the_md5_of_the_md5s_and_their_count() {
		// printf hello | openssl md5 -binary | md5sum
		assertThat(ExpectedEtag.ofParts(List.of(part(1, HELLO)))).contains("62109206880d38a4010a98e11243924a-1");
	}

	@Test
	void is_computed_over_the_digests_not_over_their_text() throws NoSuchAlgorithmException {
		byte[] first = PartBodies.bytes(1000, 1);
		byte[] second = "hello".getBytes(StandardCharsets.UTF_8);
		MessageDigest md5 = MessageDigest.getInstance("MD5");
		ByteArrayOutputStream digests = new ByteArrayOutputStream();
		digests.writeBytes(md5.digest(first));
		digests.writeBytes(md5.digest(second));
		StringBuilder expected = new StringBuilder();
		for (byte octet : md5.digest(digests.toByteArray())) {
			expected.append(String.format(Locale.ROOT, "%02x", octet & 0xff));
		}

		assertThat(ExpectedEtag.ofParts(List.of(part(1, PartBodies.md5(first)), part(2, HELLO))))
			.contains(expected + "-2");
	}

	@Test
	void depends_on_the_order_of_the_parts() {
		assertThat(ExpectedEtag.ofParts(List.of(part(1, HELLO), part(2, EMPTY))))
			.isNotEqualTo(ExpectedEtag.ofParts(List.of(part(1, EMPTY), part(2, HELLO))));
	}

	@Test
	void takes_etags_in_quotes_and_in_capitals() {
		assertThat(ExpectedEtag.ofParts(List.of(part(1, '"' + HELLO.toUpperCase(Locale.ROOT) + '"'))))
			.isEqualTo(ExpectedEtag.ofParts(List.of(part(1, HELLO))));
	}

	@Test
	void counts_ten_thousand_parts() {
		List<UploadedPart> parts = IntStream.rangeClosed(1, 10_000).mapToObj((number) -> part(number, EMPTY)).toList();

		assertThat(ExpectedEtag.ofParts(parts)).hasValueSatisfying((etag) -> assertThat(etag).endsWith("-10000"));
	}

	@Test
	void is_unknown_where_one_etag_is_no_md5() {
		assertThat(ExpectedEtag.ofParts(List.of(part(1, HELLO), part(2, "no-md5")))).isEmpty();
		assertThat(ExpectedEtag.ofParts(List.of(part(1, HELLO + "0")))).isEmpty();
		assertThat(ExpectedEtag.ofParts(List.of(part(1, HELLO + "-1")))).isEmpty();
	}

	private static UploadedPart part(int number, String etag) {
		return new UploadedPart(number, 5, etag);
	}

}
