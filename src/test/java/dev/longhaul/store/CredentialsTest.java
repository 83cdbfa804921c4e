package dev.longhaul.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.longhaul.store.Access.Role;
import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * With whose rights a store is used: each place that gives credentials, over HTTP.
 */
class CredentialsTest extends CredentialSources {

	@Test
	void come_from_the_metadata_of_an_instance() {
		instance();

		assertUploads(Access.USUAL);

		assertThat(this.cloud.asked()).containsExactly("IMDS");
		assertThat(origin(Access.USUAL)).isEqualTo("the role of this instance (IMDS)");
	}

	@Test
	void come_from_the_endpoint_of_a_container() {
		this.settings.set("aws.containerCredentialsFullUri", this.cloud.at("/container").toString())
			.set("aws.containerAuthorizationToken", "Basic pod");

		assertUploads(Access.USUAL);

		assertThat(this.cloud.asked()).containsExactly("container Basic pod");
		assertThat(origin(Access.USUAL)).isEqualTo("the container");
	}

	@Test
	void come_from_sts_for_a_web_identity_token() throws IOException {
		this.settings.set("aws.webIdentityTokenFile", write("token", "eyJ.pod").toString())
			.set("aws.roleArn", ROLE)
			.set("aws.roleSessionName", "pod-1")
			.set("aws.endpointUrlSts", this.cloud.at("").toString())
			.set("aws.region", "eu-west-1");

		assertUploads(Access.USUAL);

		assertThat(this.cloud.asked()).containsExactly("AssumeRoleWithWebIdentity " + ROLE + " pod-1 eyJ.pod");
		assertThat(origin(Access.USUAL)).isEqualTo("the token in AWS_WEB_IDENTITY_TOKEN_FILE");
	}

	@Test
	void come_from_a_profile_that_assumes_a_role() throws IOException {
		this.settings.set("aws.endpointUrlSts", this.cloud.at("").toString());
		profiles("""
				[profile base]
				aws_access_key_id = %s
				aws_secret_access_key = secret
				[profile nightly]
				role_arn = %s
				source_profile = base
				role_session_name = cron
				region = eu-west-1
				""".formatted(StrictS3Options.ACCESS_KEY_ID, ROLE));

		assertUploads(new Access("nightly", null));

		assertThat(this.cloud.asked()).containsExactly("AssumeRole " + ROLE + " cron");
		assertThat(origin(new Access("nightly", null))).isEqualTo("the role of the profile nightly");
	}

	@Test
	void of_a_profile_that_is_named_count_more_than_those_of_the_environment() throws IOException {
		keys("AKIAOFTHESHELL");
		profiles("[profile nightly]\naws_access_key_id = %s\naws_secret_access_key = secret\n"
			.formatted(StrictS3Options.ACCESS_KEY_ID));

		assertUploads(new Access("nightly", null));
	}

	@Test
	void of_a_role_are_lent_by_sts_to_those_that_were_found() {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.endpointUrlSts", this.cloud.at("").toString());
		Access access = new Access(null, new Role(ROLE, "corp-7", "dumps"));

		assertUploads(access);

		assertThat(this.cloud.asked()).containsExactly("AssumeRole " + ROLE + " corp-7 dumps");
		assertThat(keyIds()).containsOnly("ASIA1");
		assertThat(origin(access)).isEqualTo("the role " + ROLE + ", assumed by the system property aws.accessKeyId");
	}

	@Test
	void of_a_role_are_lent_again_before_they_end() {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.endpointUrlSts", this.cloud.at("").toString());
		// within the minute before its end the SDK takes a session for one that has ended
		this.cloud.lifetime(Duration.ofSeconds(30));

		assertUploads(new Access(null, new Role(ROLE, null, "longhaul")));

		assertThat(keyIds()).doesNotHaveDuplicates().hasSizeGreaterThan(3);
	}

	@ParameterizedTest
	@CsvSource({ "400, UPLOAD_PART", "403, UPLOAD_PART", "400, COMPLETE_MULTIPART_UPLOAD", "400, HEAD_OBJECT" })
	void that_the_store_calls_expired_are_fetched_anew_and_the_request_is_sent_again(int status, Op op) {
		instance();
		this.s3.faults()
			.add(Fault.on(op)
				.nth((op == Op.UPLOAD_PART) ? 2 : 1)
				.then(() -> this.s3.expireCredentials("ASIA1", status)));

		assertUploads(Access.USUAL);

		assertThat(this.cloud.asked()).containsExactly("IMDS", "IMDS");
		List<String> ids = keyIds();
		assertThat(ids.subList(ids.indexOf("ASIA2"), ids.size())).containsOnly("ASIA2");
		assertThat(ids).filteredOn("ASIA2"::equals).isNotEmpty();
		assertThat(this.s3.requests(op).stream().filter((request) -> request.status() >= 400)).hasSize(1);
	}

	@Test
	void that_have_expired_and_are_all_there_is_keep_the_parts_for_a_rerun() {
		instance();
		ObjectStore store = at(Access.USUAL);
		Upload upload = store.create(Specs.of("big")).upload();
		UploadedPart part = store.send(upload, part(1));
		this.cloud.freeze();
		this.s3.expireCredentials("ASIA1", 400);

		assertThatExceptionOfType(CredentialsExpired.class).isThrownBy(() -> store.send(upload, part(2)))
			.withMessageContaining("UploadPart 2 of big")
			.withMessageContaining("400 ExpiredToken")
			.withMessageEndingWith("; renew the credentials, then run again");

		assertThat(this.cloud.asked()).containsExactly("IMDS", "IMDS");
		assertThat(this.s3.requests(Op.UPLOAD_PART)).hasSize(2);
		this.s3.allowCredentials("ASIA1", "token/of+1");
		assertThat(store.listParts(upload)).containsExactly(part);
	}

	@Test
	void that_may_have_expired_are_told_of_where_the_answer_has_no_words() {
		keys(StrictS3Options.ACCESS_KEY_ID);
		this.settings.set("aws.sessionToken", "token");
		this.s3.allowCredentials(StrictS3Options.ACCESS_KEY_ID, "token");
		this.s3.expireCredentials(StrictS3Options.ACCESS_KEY_ID, 400);

		assertThat(failure(Access.USUAL)).isInstanceOf(CredentialsExpired.class)
			.hasMessageContaining("HeadObject of key")
			.hasMessageContaining("answered 400")
			.hasMessageContaining("perhaps the temporary credentials have expired: renew them, then run again")
			.hasMessageContaining("SSE-C");
	}

	@Test
	void that_are_good_for_long_were_not_refused_for_their_age() {
		instance();
		this.cloud.freeze();
		this.s3.faults().add(Fault.on(Op.HEAD_OBJECT).answer(400, "BadRequest"));

		assertThat(failure(Access.USUAL)).isInstanceOf(RequestRefused.class)
			.hasMessageContaining("the object that is there is encrypted with a key of its own (SSE-C)");
	}

	@Test
	void of_a_profile_go_to_sts_in_its_region() throws IOException {
		profiles("""
				[profile nightly]
				aws_access_key_id = %s
				aws_secret_access_key = secret
				region = eu-west-1
				""".formatted(StrictS3Options.ACCESS_KEY_ID));
		Access access = new Access("nightly", new Role(ROLE, null, "longhaul"));

		try (StoreProbe probe = new S3StoreProbes()
			.at(new StoreAddress("vault", null, null, Route.usual(false), access), RequestTerms.NONE)) {
			assertThat(probe.reach().region()).isEqualTo("eu-west-1");
		}
	}

	@Test
	void of_a_profile_that_leads_to_an_endpoint_do_not_hide_it() throws IOException {
		keys(StrictS3Options.ACCESS_KEY_ID);
		profiles("[profile nightly]\nendpoint_url = %s\n".formatted(this.s3.endpoint()));
		StoreAddress address = new StoreAddress("vault", null, "eu-west-1", Route.usual(true),
				new Access("nightly", null));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> this.stores.at(address, RequestTerms.NONE));

		assertThat(failure).isInstanceOf(MachineUnfit.class)
			.hasMessageContaining("the AWS profile nightly")
			.hasMessageContaining("leads to " + this.s3.endpoint())
			.hasMessageContaining("write that as destination.endpoint");
		assertThat(this.s3.requests()).isEmpty();
	}

}
