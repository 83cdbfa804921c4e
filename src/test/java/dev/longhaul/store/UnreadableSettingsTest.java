package dev.longhaul.store;

import java.io.IOException;

import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Settings of the AWS SDK that are set and empty, as a crontab or a unit's file leaves
 * them.
 */
class UnreadableSettingsTest extends CredentialSources {

	@ParameterizedTest
	@ValueSource(strings = { "aws.endpointUrlS3", "aws.endpointUrl", "aws.useDualstackEndpoint" })
	void an_empty_endpoint_is_named(String setting) {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set(setting, "");
		StoreAddress address = new StoreAddress("vault", null, "eu-west-1", Route.usual(false), Access.USUAL);

		assertNamed(setting,
				catchThrowableOfType(StoreException.class, () -> this.stores.at(address, RequestTerms.NONE)));
		assertNamed(setting,
				catchThrowableOfType(StoreException.class, () -> new S3StoreProbes().at(address, RequestTerms.NONE)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws.maxAttempts", "aws.useFipsEndpoint", "aws.defaultsMode" })
	void an_empty_one_that_cannot_be_read_is_named(String setting) {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set(setting, "");

		assertNamed(setting, failure(Access.USUAL));
	}

	@Test
	void an_empty_endpoint_of_a_roles_service_is_named() {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.endpointUrlSts", "");

		assertNamed("aws.endpointUrlSts", failure(new Access(null, new Access.Role(ROLE, null, "longhaul"))));
	}

	@Test
	void profiles_that_cannot_be_read_are_told_of_without_a_secret() throws IOException {
		profiles("[default]\naws_secret_access_key hush-hush\n");

		assertThat(failure(Access.USUAL)).isInstanceOf(MachineUnfit.class)
			.hasMessageContaining("the profiles in ~/.aws/config and ~/.aws/credentials cannot be read (line 2)")
			.hasMessageNotContaining("hush-hush");
	}

	private static void assertNamed(String setting, StoreException failure) {
		assertThat(failure).as(setting)
			.isInstanceOf(MachineUnfit.class)
			.hasMessageContaining(setting + " is set and empty; unset it or give it a value");
	}

}
