package dev.longhaul.e2e;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Certificates;
import dev.longhaul.stub.FakeCloud;
import dev.longhaul.stub.LoopbackProxy;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the environment of a process says of proxies and credentials: the packaged jar has
 * the modules for it, and shows no secret.
 */
class AccessIT {

	private static final String ROLE = "arn:aws:iam::123456789012:role/nightly";

	private static final String START = "https://corp.awsapps.example/start";

	@TempDir
	private Path folder;

	private Site site;

	private FakeCloud cloud;

	@BeforeEach
	void open() {
		this.site = Site.in(this.folder);
		this.cloud = FakeCloud.beside(this.site.s3());
	}

	@AfterEach
	void close() {
		this.cloud.close();
		this.site.close();
	}

	@Test
	void a_proxy_of_the_environment_carries_files_and_its_password_is_not_shown() {
		Path file = this.site.file("big.bin", 11 * Site.MIB, 1);
		try (LoopbackProxy proxy = LoopbackProxy.start(this.site.s3(), Site.BUCKET, null, "night:hush/hush")) {
			Ended doctor = longhaul(by("hush%2Fhush", proxy), "doctor", "vault");
			Ended refused = longhaul(by("hash-hash", proxy), "run", "vault");
			int before = proxy.asked().size();
			Ended delivered = longhaul(by("hush%2Fhush", proxy), "run", "vault");

			assertThat(doctor.out()).contains("through the proxy 127.0.0.1:" + proxy.port());
			assertThat(refused.exitCode()).as("%s", refused).isEqualTo(3);
			assertThat(refused.out()).contains("the proxy wants a name and a password, or others");
			assertThat(delivered.exitCode()).as("%s", delivered).isZero();
			assertThat(proxy.asked().size()).isGreaterThan(before);
			assertThat(doctor + "" + refused + delivered).doesNotContain("hush").doesNotContain("hash-hash");
		}
		this.site.assertDelivered(file);
	}

	private Map<String, String> by(String password, LoopbackProxy proxy) {
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.put("HTTP_PROXY", "http://night:%s@127.0.0.1:%d".formatted(password, proxy.port()));
		return environment;
	}

	@Test
	void a_host_that_no_proxy_names_is_asked_directly() {
		Path file = this.site.file("small.bin", 1000, 1);
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.put("HTTP_PROXY", "http://127.0.0.1:1");
		environment.put("NO_PROXY", "localhost,127.0.0.1");

		assertThat(longhaul(environment, "run", "vault").exitCode()).isZero();

		this.site.assertDelivered(file);
	}

	@Test
	void a_pod_sends_by_its_web_identity() {
		Path file = this.site.file("big.bin", 11 * Site.MIB, 1);
		Path token = this.site.write("token", "eyJ.pod");

		Ended ended = longhaul(
				Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_ARN", ROLE, "AWS_ROLE_SESSION_NAME",
						"pod-1", "AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL_STS", this.cloud.at("").toString()),
				"run", "vault");

		assertThat(ended.exitCode()).as("%s", ended).isZero();
		this.site.assertDelivered(file);
		assertThat(this.cloud.asked()).containsExactly("AssumeRoleWithWebIdentity " + ROLE + " pod-1 eyJ.pod");
	}

	@Test
	void sts_is_asked_through_the_proxy_and_trusted_by_the_bundle_of_the_machine() {
		Path file = this.site.file("small.bin", 1000, 1);
		Path token = this.site.write("token", "eyJ.pod");
		Certificates certificates = Certificates.of(this.folder, "sts.eu-west-1.amazonaws.com");
		try (LoopbackProxy proxy = LoopbackProxy.start(this.cloud.at(""), "", certificates.context(), "night:hush")) {
			Ended ended = longhaul(Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_ARN", ROLE,
					"AWS_ROLE_SESSION_NAME", "pod-1", "AWS_REGION", "eu-west-1", "AWS_CA_BUNDLE",
					certificates.pem().toString(), "HTTPS_PROXY", "http://night:hush@127.0.0.1:" + proxy.port()), "run",
					"vault");

			assertThat(ended.exitCode()).as("%s", ended).isZero();
			assertThat(proxy.asked()).containsOnly("CONNECT sts.eu-west-1.amazonaws.com:443");
		}
		this.site.assertDelivered(file);
		assertThat(this.cloud.asked()).containsExactly("AssumeRoleWithWebIdentity " + ROLE + " pod-1 eyJ.pod");
	}

	@Test
	void a_definition_names_a_role_and_doctor_says_so() {
		Path file = this.site.file("small.bin", 1000, 1);
		this.site.write("jobs/vault.yml", """
				source: {directory: files, settle: 0s}
				destination:
				  bucket: %s
				  key: "in/{path}"
				  endpoint: %s
				  role-arn: %s
				  external-id: corp-7
				""".formatted(Site.BUCKET, this.site.s3().endpoint(), ROLE));
		Map<String, String> environment = new HashMap<>(Site.credentials());
		environment.put("AWS_ENDPOINT_URL_STS", this.cloud.at("").toString());

		Ended doctor = longhaul(environment, "doctor", "vault");
		Ended run = longhaul(environment, "run", "vault");

		assertThat(doctor.out()).contains("the role " + ROLE + ", assumed by AWS_ACCESS_KEY_ID")
			.doesNotContain(StrictS3Options.ACCESS_KEY_ID);
		assertThat(run.exitCode()).as("%s", run).isZero();
		assertThat(this.cloud.asked()).containsOnly("AssumeRole " + ROLE + " corp-7 longhaul");
		this.site.assertDelivered(file);
	}

	@Test
	void an_sso_session_is_used_until_it_ends_and_then_told_of() {
		Path file = this.site.file("small.bin", 1000, 1);
		sso(Instant.now().plus(Duration.ofHours(8)));
		Map<String, String> environment = Map.of("HOME", this.folder.toString(), "AWS_DEFAULT_PROFILE", "night",
				"AWS_ENDPOINT_URL_SSO", this.cloud.at("").toString(), "AWS_EC2_METADATA_DISABLED", "true");

		Ended delivered = longhaul(environment, "run", "vault");
		sso(Instant.now().minus(Duration.ofHours(1)));
		this.site.file("second.bin", 1000, 2);
		Ended ended = longhaul(environment, "run", "vault");

		assertThat(delivered.exitCode()).as("%s", delivered).isZero();
		assertThat(this.cloud.asked()).containsExactly("SSO sso-token");
		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(3);
		assertThat(ended.out()).contains("the SSO session of the profile 'night' gives no credentials")
			.contains("run 'aws sso login --profile night', then run again")
			.doesNotContain("sso-token");
		assertThat(this.site.s3().object(Site.BUCKET, "in/" + file.getFileName()).size()).isEqualTo(1000);
	}

	/** As 'aws sso login' leaves it. */
	private void sso(Instant end) {
		this.site.write(".aws/config", """
				[sso-session corp]
				sso_region = eu-west-1
				sso_start_url = %s
				[profile night]
				sso_session = corp
				sso_account_id = 123456789012
				sso_role_name = nightly
				region = eu-west-1
				""".formatted(START));
		this.site.write(".aws/sso/cache/" + sha1("corp") + ".json", """
				{"startUrl": "%s", "region": "eu-west-1", "accessToken": "sso-token", "expiresAt": "%s"}"""
			.formatted(START, end));
	}

	private static String sha1(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
			return "%040x".formatted(new BigInteger(1, digest));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new AssertionError(ex);
		}
	}

	private Ended longhaul(Map<String, String> environment, String... arguments) {
		return this.site.startWith(environment, arguments).await();
	}

}
