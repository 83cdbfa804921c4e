package dev.longhaul.store;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of an address identifies the bucket, and leads back to it.
 */
class StoreAddressTest {

	private static final Access.Role ROLE = new Access.Role("arn:aws:iam::123456789012:role/backup", null, "longhaul");

	@ParameterizedTest
	@CsvSource({ ", s3://backups", "https://s3.example.com, https://s3.example.com/backups",
			"https://s3.example.com/, https://s3.example.com/backups",
			"http://127.0.0.1:9000, http://127.0.0.1:9000/backups",
			"https://example.com/s3//, https://example.com/s3/backups" })
	void is_identified_by_endpoint_and_bucket(@Nullable URI endpoint, String identity) {
		StoreAddress address = new StoreAddress("backups", endpoint, "eu-west-1",
				new Route(true, false, true, false, false, Path.of("/a.pem")), new Access("p", ROLE));

		assertThat(address.identity()).isEqualTo(identity);
		assertThat(new StoreAddress("backups", endpoint, null, Route.usual(false), Access.USUAL).identity())
			.isEqualTo(identity);
	}

	@ParameterizedTest
	@CsvSource({ "s3://backups", "https://s3.example.com/backups", "http://127.0.0.1:9000/backups",
			"https://example.com/s3/backups" })
	void leads_back_to_where_an_upload_was_begun(String identity) {
		StoreAddress now = new StoreAddress("other", URI.create("https://elsewhere"), "eu-west-1", Route.usual(true),
				new Access("p", ROLE));

		StoreAddress begun = now.withIdentity(identity);

		assertThat(begun.identity()).isEqualTo(identity);
		assertThat(begun.bucket()).isEqualTo("backups");
		assertThat(begun.region()).isEqualTo("eu-west-1");
		assertThat(begun.access()).isEqualTo(new Access("p", ROLE));
		assertThat(now.withIdentity(now.identity())).isEqualTo(now);
	}

	@ParameterizedTest
	@CsvSource({ "s3://", "https://accesspoint.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com/" })
	void leads_back_to_an_access_point_whose_arn_has_a_slash(String before) {
		String arn = "arn:aws:s3:eu-west-1:123456789012:accesspoint/nightly";
		StoreAddress now = new StoreAddress("other", null, null, Route.usual(false), Access.USUAL);

		StoreAddress begun = now.withIdentity(before + arn);

		assertThat(begun.bucket()).isEqualTo(arn);
		assertThat(begun.identity()).isEqualTo(before + arn);
	}

	@Test
	void leads_back_in_the_style_in_which_a_store_is_asked() {
		StoreAddress aws = new StoreAddress("vault", null, null, Route.usual(false), Access.USUAL);
		StoreAddress inHost = new StoreAddress("vault", URI.create("https://elsewhere"), null, Route.usual(false),
				Access.USUAL);

		assertThat(aws.withIdentity("https://s3.example.com/vault").route().pathStyle()).isTrue();
		assertThat(inHost.withIdentity("https://s3.example.com/vault").route().pathStyle()).isFalse();
		assertThat(inHost.withIdentity("s3://vault").route().pathStyle()).isFalse();
	}

	@Test
	void a_former_address_has_the_region_that_was_noted_for_it() {
		StoreAddress now = new StoreAddress("vault", null, "us-east-1", Route.usual(false), Access.USUAL);

		StoreAddress begun = now.formerly("s3://old", "eu-west-1");

		assertThat(begun.former()).isTrue();
		assertThat(begun.region()).isEqualTo("eu-west-1");
		assertThat(now.formerly("s3://old", null).region()).as("where to begin to look").isEqualTo("us-east-1");
		assertThat(now.formerly("s3://arn:aws:s3:eu-west-1:123456789012:accesspoint/nightly", null).region())
			.as("the access point's own")
			.isNull();
		assertThat(now.formerly(now.identity(), "eu-west-1")).isSameAs(now);
	}

	@Test
	void takes_none_of_awss_entrances_to_an_upload_that_was_begun_elsewhere() {
		StoreAddress now = new StoreAddress("vault", null, null, new Route(false, true, true, true, false, null),
				Access.USUAL);

		assertThat(now.withIdentity("https://s3.example.com/vault").route()).isEqualTo(Route.usual(true));
		assertThat(now.withIdentity("s3://vault").route()).isEqualTo(now.route());
	}

}
