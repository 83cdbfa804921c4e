package dev.longhaul.store.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.longhaul.store.Access;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Route;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.SystemSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who comes from the AWS CLI has set AWS_DEFAULT_PROFILE and AWS_DEFAULT_REGION.
 */
class CliNamesTest {

	private final SystemSettings settings = new SystemSettings();

	@BeforeEach
	void two_profiles(@TempDir Path folder) throws IOException {
		Path config = Files.writeString(folder.resolve("config"), """
				[default]
				aws_access_key_id = AKIAOFTHEDEFAULT
				aws_secret_access_key = secret
				region = us-west-2
				[profile nightly]
				aws_access_key_id = AKIANIGHTLY
				aws_secret_access_key = secret
				region = eu-central-1
				""");
		this.settings.set("aws.configFile", config.toString())
			.set("aws.sharedCredentialsFile", folder.resolve("credentials").toString())
			.set("aws.disableEc2Metadata", "true")
			.set("aws.accessKeyId", null)
			.set("aws.secretAccessKey", null)
			.set("aws.profile", null)
			.set("aws.region", null);
	}

	@AfterEach
	void close() {
		this.settings.close();
	}

	@Test
	void count_for_credentials_and_region() {
		CliNames.areKnownToTheSdk(Map.of("AWS_DEFAULT_PROFILE", "nightly"));
		assertIdentity("AKIANIGHTLY", "the keys of the profile nightly", "eu-central-1", null);

		CliNames.areKnownToTheSdk(Map.of("AWS_DEFAULT_REGION", "eu-north-1"));
		assertIdentity("AKIANIGHTLY", "the keys of the profile nightly", "eu-north-1", null);
	}

	@Test
	void count_less_than_the_names_that_the_sdk_reads() {
		this.settings.set("aws.profile", "nightly").set("aws.region", "eu-west-1");

		CliNames.areKnownToTheSdk(Map.of("AWS_DEFAULT_PROFILE", "default", "AWS_DEFAULT_REGION", "eu-north-1"));

		assertIdentity("AKIANIGHTLY", "the keys of the profile nightly", "eu-west-1", null);
	}

	@Test
	void count_less_than_the_profile_of_a_definition() {
		CliNames.areKnownToTheSdk(Map.of("AWS_DEFAULT_PROFILE", "default"));

		assertIdentity("AKIANIGHTLY", "the keys of the profile nightly", "eu-central-1", "nightly");
	}

	@Test
	void say_nothing_where_they_are_empty() {
		CliNames.areKnownToTheSdk(Map.of("AWS_DEFAULT_PROFILE", "", "AWS_DEFAULT_REGION", " "));

		assertIdentity("AKIAOFTHEDEFAULT", "the keys of the profile default", "us-west-2", null);
	}

	private static void assertIdentity(String keyId, String origin, String region, @Nullable String profile) {
		StoreAddress address = new StoreAddress("vault", null, null, Route.usual(false), new Access(profile, null));
		try (StoreProbe probe = new S3StoreProbes().at(address, RequestTerms.NONE)) {
			assertThat(probe.identity().accessKeyId()).isEqualTo(keyId);
			assertThat(probe.identity().origin()).isEqualTo(origin);
			assertThat(probe.reach().region()).isEqualTo(region);
		}
	}

}
