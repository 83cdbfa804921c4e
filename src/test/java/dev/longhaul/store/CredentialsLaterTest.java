package dev.longhaul.store;

import java.io.IOException;

import dev.longhaul.store.Access.Role;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A place that gives credentials a little later is no matter for a person.
 */
class CredentialsLaterTest extends CredentialSources {

	@BeforeEach
	void the_sdk_asks_once() {
		this.settings.set("aws.maxAttempts", "1");
	}

	@ParameterizedTest
	@CsvSource({ "400, Throttling", "400, ThrottlingException", "429, TooManyRequestsException",
			"400, IDPCommunicationError", "500, InternalFailure", "503, ServiceUnavailable" })
	void of_a_role_that_sts_lends_later(int status, String code) {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.endpointUrlSts", this.cloud.at("").toString());
		this.cloud.refuse(status, code);

		assertThat(failure(new Access(null, new Role(ROLE, null, "longhaul")))).isInstanceOf(StoreUnavailable.class)
			.hasMessageContaining("STS answered %d %s".formatted(status, code))
			.hasMessageEndingWith("; run again later");
	}

	@ParameterizedTest
	@CsvSource({ "400, Throttling", "400, IDPCommunicationError", "503, ServiceUnavailable" })
	void of_a_web_identity_that_sts_knows_later(int status, String code) throws IOException {
		this.settings.set("aws.webIdentityTokenFile", write("token", "eyJ.pod").toString())
			.set("aws.roleArn", ROLE)
			.set("aws.endpointUrlSts", this.cloud.at("").toString())
			.set("aws.region", "eu-west-1");
		this.cloud.refuse(status, code);

		assertThat(failure(Access.USUAL)).isInstanceOf(StoreUnavailable.class)
			.hasMessageContaining(
					"the token in AWS_WEB_IDENTITY_TOKEN_FILE gives no credentials (%d %s".formatted(status, code))
			.hasMessageEndingWith("; run again later");
	}

	@Test
	void of_a_process_that_fails_once() throws IOException {
		profiles(
				"""
						[profile process]
						credential_process = mkdir %s && exit 3; echo '{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "s"}'
						"""
					.formatted(this.folder.resolve("once")));

		assertThat(failure(new Access("process", null))).isInstanceOf(StoreUnavailable.class)
			.hasMessage("the credential_process of the profile 'process' gives no credentials; run again");
	}

	@Test
	void of_a_container_whose_endpoint_fails() {
		this.settings.set("aws.containerCredentialsFullUri", this.cloud.at("/container").toString());
		this.cloud.refuse(503, "ServiceUnavailable");

		assertThat(failure(Access.USUAL)).isInstanceOf(StoreUnavailable.class)
			.hasMessageContaining("the container gives no credentials")
			.hasMessageEndingWith("; run again later");
	}

	@Test
	void a_right_at_the_store_is_not_missed_where_sts_refuses() {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.endpointUrlSts", this.cloud.at("").toString());
		this.cloud.refuse("AccessDenied");

		assertThat(failure(new Access(null, new Role(ROLE, null, "longhaul")))).isInstanceOf(AccessRefused.class)
			.hasMessageEndingWith("or the role's trust policy, then run again");
	}

}
