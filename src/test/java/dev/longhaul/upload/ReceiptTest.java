package dev.longhaul.upload;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Receipts are read for years, by other versions than the one that wrote them.
 */
class ReceiptTest {

	/** As 0.1 wrote it. */
	private static final String OLD = """
			{"file":"/data/a.dump","size":3,"modified":"2026-03-01T11:00:00Z","destination":"s3://vault","key":"a.dump",
			"versionId":null,"etag":"62109206880d38a4010a98e11243924a","parts":1,"proof":"etag","attempt":1,"runs":1,
			"bytesSent":3,"begun":"2026-03-01T12:00:00Z","delivered":"2026-03-01T12:02:05Z"%s}
			""";

	@Test
	void an_old_receipt_has_no_format() {
		Receipt receipt = Receipt.parse(OLD.formatted(""));

		assertThat(receipt.format()).isNull();
		assertThat(receipt.partSize()).isNull();
		assertThat(Receipt.parse(receipt.json())).isEqualTo(receipt);
	}

	@Test
	void fields_that_came_later_are_passed_over() {
		assertThat(Receipt.parse(OLD.formatted(",\"format\":1,\"colour\":\"blue\"")).format()).isEqualTo(1);
	}

	@Test
	void what_is_no_receipt_is_refused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Receipt.parse(OLD.formatted("").replace("key", "lock")))
			.withMessageContaining("missing");
		assertThatIllegalArgumentException().isThrownBy(() -> Receipt.parse("not JSON"));
		assertThatIllegalArgumentException().isThrownBy(() -> Receipt.parse("{}"));
		assertThatIllegalArgumentException().isThrownBy(() -> Receipt.parse(OLD.formatted(",\"format\":2")))
			.withMessageContaining("format 2");
		assertThatIllegalArgumentException().isThrownBy(() -> Receipt.parse("null")).withMessage("it is null");
		for (String destination : List.of("nowhere", "s3://", "vault/a", "/vault", "https://s3 example/vault")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Receipt.parse(OLD.formatted("").replace("s3://vault", destination)))
				.withMessageStartingWith("'%s' is no destination", destination);
		}
		for (String checksum : List.of("blake3:AAAA", "crc32c")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Receipt.parse(OLD.formatted(",\"checksum\":\"" + checksum + "\"")))
				.withMessage("'%s' is no checksum that this Longhaul knows", checksum);
		}
	}

}
