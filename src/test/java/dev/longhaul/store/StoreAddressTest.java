package dev.longhaul.store;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of an address identifies the bucket, and leads back to it.
 */
class StoreAddressTest {

	@ParameterizedTest
	@CsvSource({ ", s3://backups", "https://s3.example.com, https://s3.example.com/backups",
			"https://s3.example.com/, https://s3.example.com/backups",
			"http://127.0.0.1:9000, http://127.0.0.1:9000/backups",
			"https://example.com/s3//, https://example.com/s3/backups" })
	void is_identified_by_endpoint_and_bucket(@Nullable URI endpoint, String identity) {
		StoreAddress address = new StoreAddress("backups", endpoint, "eu-west-1", true, "p", Path.of("/a.pem"));

		assertThat(address.identity()).isEqualTo(identity);
		assertThat(new StoreAddress("backups", endpoint, null, false, null, null).identity()).isEqualTo(identity);
	}

	@ParameterizedTest
	@CsvSource({ "s3://backups", "https://s3.example.com/backups", "http://127.0.0.1:9000/backups",
			"https://example.com/s3/backups" })
	void leads_back_to_where_an_upload_was_begun(String identity) {
		StoreAddress now = new StoreAddress("other", URI.create("https://elsewhere"), "eu-west-1", true, "p", null);

		StoreAddress begun = now.withIdentity(identity);

		assertThat(begun.identity()).isEqualTo(identity);
		assertThat(begun.bucket()).isEqualTo("backups");
		assertThat(begun.region()).isEqualTo("eu-west-1");
		assertThat(begun.profile()).isEqualTo("p");
		assertThat(now.withIdentity(now.identity())).isEqualTo(now);
	}

}
