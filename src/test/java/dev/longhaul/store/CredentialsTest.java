package dev.longhaul.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.longhaul.store.Access.Role;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.FakeCloud;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * With whose rights a store is used: each place that gives credentials, over HTTP, and
 * what is said where one does not.
 */
class CredentialsTest {

	private static final String ROLE = "arn:aws:iam::123456789012:role/nightly";

	private static final int PART = 5 << 20;

	@TempDir
	private Path folder;

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final FakeCloud cloud = FakeCloud.beside(this.s3);

	private final SystemSettings settings = new SystemSettings();

	private final S3ObjectStores stores = new S3ObjectStores(4);

	@BeforeEach
	void nothing_is_set_up() throws IOException {
		this.settings.set("aws.disableEc2Metadata", "true");
		profiles("");
	}

	@AfterEach
	void close() {
		this.stores.close();
		this.settings.close();
		this.cloud.close();
		this.s3.close();
	}

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
			.hasMessageContaining("perhaps the object that is there is encrypted with a key of its own (SSE-C)");
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
			.at(new StoreAddress("vault", null, null, Route.usual(false), access))) {
			assertThat(probe.reach().region()).isEqualTo("eu-west-1");
		}
	}

	@Test
	void of_a_profile_that_leads_to_an_endpoint_do_not_hide_it() throws IOException {
		keys(StrictS3Options.ACCESS_KEY_ID);
		profiles("[profile nightly]\nendpoint_url = %s\n".formatted(this.s3.endpoint()));
		StoreAddress address = new StoreAddress("vault", null, "eu-west-1", Route.usual(true),
				new Access("nightly", null));

		StoreException failure = catchThrowableOfType(StoreException.class, () -> this.stores.at(address));

		assertThat(failure).isInstanceOf(RequestRefused.class)
			.hasMessageContaining("the AWS profile nightly")
			.hasMessageContaining("leads to " + this.s3.endpoint())
			.hasMessageContaining("write that as destination.endpoint");
		assertThat(this.s3.requests()).isEmpty();
	}

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
							sso     | the SSO session of the profile 'sso' is not there or has expired
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
			.hasMessageContaining("there is no profile 'nobody' in ~/.aws (there are: none); correct AWS_PROFILE");
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

	private StoreException failure(Access access) {
		return catchThrowableOfType(StoreException.class, () -> at(access).head("key"));
	}

	/** In three parts, completed and looked at. */
	private void assertUploads(Access access) {
		ObjectStore store = at(access);
		Upload upload = store.create(Specs.of("big")).upload();
		List<UploadedPart> parts = List.of(store.send(upload, part(1)), store.send(upload, part(2)),
				store.send(upload, part(3)));
		store.complete(upload, Completion.of(parts));
		assertThat(store.head("big").orElseThrow().size()).isEqualTo(3L * PART);
	}

	private static PartBody part(int number) {
		byte[] bytes = new byte[PART];
		new Random(number).nextBytes(bytes);
		return PartBodies.of(number, bytes);
	}

	private ObjectStore at(Access access) {
		return this.stores.at(address(access));
	}

	private StoreAddress address(Access access) {
		return new StoreAddress("vault", this.s3.endpoint(), "eu-west-1", Route.usual(true), access);
	}

	private String origin(Access access) {
		try (StoreProbe probe = new S3StoreProbes().at(address(access))) {
			return probe.identity().origin();
		}
	}

	private List<String> keyIds() {
		return this.s3.requests().stream().map(RecordedRequest::headers).map(CredentialsTest::keyId).toList();
	}

	private static String keyId(Map<String, String> headers) {
		return headers.getOrDefault("authorization", "").replaceAll(".*Credential=([^/]+)/.*", "$1");
	}

	private void instance() {
		this.settings.set("aws.disableEc2Metadata", null)
			.set("aws.ec2MetadataServiceEndpoint", this.cloud.at("").toString());
	}

	private void keys(String id) {
		this.settings.set("aws.accessKeyId", id).set("aws.secretAccessKey", "secret");
	}

	private void profiles(String config) throws IOException {
		this.settings.set("aws.configFile", write("config", config).toString())
			.set("aws.sharedCredentialsFile", write("credentials", "").toString());
	}

	private Path write(String name, String text) throws IOException {
		return Files.writeString(this.folder.resolve(name), text);
	}

}
