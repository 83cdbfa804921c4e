package dev.longhaul.store.s3;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.PartDamaged;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArrivalTest {

	private static final byte[] BYTES = PartBodies.bytes(10, 1);

	private static final String MD5 = PartBodies.md5(BYTES);

	private static final PartBody BY_CRC = PartBodies.of(3, BYTES, ChecksumAlgorithm.CRC32C);

	@Test
	void an_etag_that_is_the_md5_says_all() {
		assertThat(arrival(PartBodies.of(3, BYTES)).part('"' + MD5 + '"', true, null).checksum()).isNull();
	}

	@Test
	void an_etag_that_is_no_md5_leaves_the_md5_to_be_kept() {
		PartBody body = PartBodies.of(3, BYTES);

		assertThat(arrival(body).part(PartBodies.md5(new byte[1]), false, null).checksum()).isEqualTo(body.checksum());
		assertThat(arrival(body).part("no-md5", true, null).checksum()).isEqualTo(body.checksum());
	}

	@Test
	void an_etag_of_other_bytes_is_damage() {
		assertThatExceptionOfType(PartDamaged.class)
			.isThrownBy(() -> arrival(PartBodies.of(3, BYTES)).part(PartBodies.md5(new byte[1]), true, null));
	}

	@Test
	void a_store_that_says_nothing_of_the_checksum_has_not_verified_it() {
		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> arrival(BY_CRC).part(MD5, true, null))
			.withMessageContaining("does not verify crc32c");
	}

	@Test
	void another_checksum_is_damage() {
		assertThatExceptionOfType(PartDamaged.class)
			.isThrownBy(() -> arrival(BY_CRC).part(MD5, true, ChecksumAlgorithm.CRC32C.of(new byte[1])));
		assertThat(arrival(BY_CRC).part(MD5, true, BY_CRC.checksum()).checksum()).isEqualTo(BY_CRC.checksum());
	}

	@Test
	void where_the_store_tells_no_etag_the_md5_stands_for_it() {
		for (String none : new String[] { null, " ", "\"\"" }) {
			assertThat(arrival(BY_CRC).part(none, true, BY_CRC.checksum()))
				.isEqualTo(new UploadedPart(3, BYTES.length, MD5, BY_CRC.checksum()));
			PartBody byMd5 = PartBodies.of(3, BYTES);
			assertThat(arrival(byMd5).part(none, true, null))
				.isEqualTo(new UploadedPart(3, BYTES.length, MD5, byMd5.checksum()));
		}
	}

	private static Arrival arrival(PartBody body) {
		return new Arrival(RequestName.ofPart(3, "a/b"), body);
	}

}
