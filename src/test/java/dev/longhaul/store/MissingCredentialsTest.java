package dev.longhaul.store;

import java.io.IOException;

import dev.longhaul.store.Access.Role;
import dev.longhaul.stub.StrictS3Options;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said where a place that should give credentials does not.
 */
class MissingCredentialsTest extends CredentialSources {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					AccessDenied          | AccessRefused      | correct destination.role-arn, external-id or the role's trust policy
					ExpiredTokenException | CredentialsExpired | renew the credentials, then run again
					""")
	void of_a_role_that_may_not_be_assumed_are_told_of(String code, String type, String advice) {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.endpointUrlSts", this.cloud.at("").toString());
		this.cloud.refuse(code);

		StoreException failure = failure(new Access(null, new Role(ROLE, null, "longhaul")));

		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure).hasMessageContaining("the role " + ROLE + " cannot be assumed: STS answered 403 " + code)
			.hasMessageContaining(advice);
		assertThat(this.s3.requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			AKIA, -,      'AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not; set both or neither'
			-,    secret, 'AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not; set both or neither'
			-,    -,      'no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
			""")
	void that_are_only_half_there_are_told_of(@Nullable String id, @Nullable String secret, String sentence) {
		this.settings.set("aws.accessKeyId", id).set("aws.secretAccessKey", secret);

		assertThat(failure(Access.USUAL)).isInstanceOf(CredentialsMissing.class).hasMessageContaining(sentence);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
							missing | there is no profile 'missing' in ~/.aws (there are: empty, half, login, process, sso, sso-role); correct destination.profile
							empty   | the profile 'empty' says nothing of credentials; add aws_access_key_id
							half    | the profile 'half' has only one of aws_access_key_id and aws_secret_access_key; add the other
							sso     | the SSO session of the profile 'sso' gives no credentials
							sso     | ; run 'aws sso login --profile sso', then run again
							login   | the profile 'login' is of 'aws login', which is not known here; write another one with credential_process
					process | the credential_process of the profile 'process' gives no credentials; run it by hand
							""")
	void of_a_profile_that_gives_none_are_told_of(String profile, String sentence) throws IOException {
		profiles("""
				[profile empty]
				region = eu-west-1
				[profile half]
				aws_access_key_id = AKIAHALF
				[profile process]
				credential_process = echo hush-hush; exit 3
				[profile login]
				login_session = arn:aws:iam::123456789012:user/night
				[sso-session corp]
				sso_region = eu-west-1
				sso_start_url = https://nowhere.invalid/start
				[profile sso]
				sso_session = corp
				sso_account_id = 123456789012
				sso_role_name = nightly
				[profile sso-role]
				role_arn = arn:aws:iam::123456789012:role/x
				source_profile = sso
				""");

		StoreException failure = failure(new Access(profile, null));

		assertThat(failure).isInstanceOf(CredentialsMissing.class).hasMessageContaining(sentence);
		assertThat(failure.getMessage()).doesNotContain("hush-hush");
	}

	@Test
	void of_a_profile_that_only_the_environment_names_are_told_of() {
		this.settings.set("aws.profile", "nobody");

		assertThat(failure(Access.USUAL)).isInstanceOf(CredentialsMissing.class)
			.hasMessageContaining("there is no profile 'nobody' in ~/.aws (there are: none); correct AWS_PROFILE or "
					+ "AWS_DEFAULT_PROFILE, then run again");
	}

	@Test
	void of_a_file_that_cannot_be_read_are_told_of_without_its_words() throws IOException {
		profiles("[profile x]\naws_secret_access_key hush-hush\n");

		StoreException failure = failure(new Access("x", null));

		assertThat(failure).hasMessageContaining("cannot be read").hasMessageContaining("correct the file");
		assertThat(failure.getMessage()).doesNotContain("hush-hush");
	}

	@Test
	void of_a_web_identity_that_sts_refuses_are_told_of() throws IOException {
		this.settings.set("aws.webIdentityTokenFile", write("token", "eyJ.pod").toString())
			.set("aws.roleArn", ROLE)
			.set("aws.endpointUrlSts", this.cloud.at("").toString())
			.set("aws.region", "eu-west-1");
		this.cloud.refuse("InvalidIdentityToken");

		assertThat(failure(Access.USUAL)).isInstanceOf(CredentialsMissing.class)
			.hasMessageContaining(
					"the token in AWS_WEB_IDENTITY_TOKEN_FILE gives no credentials (403 InvalidIdentityToken")
			.hasMessageContaining("trust policy");
	}

}
