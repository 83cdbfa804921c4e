package dev.longhaul.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.Certificates;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.LoopbackProxy;
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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * By which entrance and through which proxy requests get to a bucket: over HTTP, and over
 * TLS to hosts of AWS for which the stub answers behind a proxy.
 */
class RouteTest {

	private static final String ACCESS_POINT = "arn:aws:s3:eu-west-1:123456789012:accesspoint/nightly";

	private static final String MULTI_REGION = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";

	private static final String DIRECTORY = "vault--euw1-az1--x-s3";

	@TempDir
	private Path folder;

	private final StrictS3 s3 = StrictS3.start().createBucket("vault").createBucket(DIRECTORY);

	private final SystemSettings settings = new SystemSettings();

	private final S3ObjectStores stores = new S3ObjectStores(4);

	private @Nullable LoopbackProxy proxy;

	@BeforeEach
	void credentials() {
		this.settings.set("aws.accessKeyId", StrictS3Options.ACCESS_KEY_ID)
			.set("aws.secretAccessKey", "secret")
			.set("aws.configFile", this.folder.resolve("config").toString())
			.set("aws.sharedCredentialsFile", this.folder.resolve("credentials").toString());
	}

	@AfterEach
	void close() {
		this.stores.close();
		this.settings.close();
		if (this.proxy != null) {
			this.proxy.close();
		}
		this.s3.close();
	}

	@ParameterizedTest(name = "{0}: {4}")
	@CsvSource({ "vault, false, false, false, vault.s3.eu-west-1.amazonaws.com",
			"vault, true, false, false, vault.s3.dualstack.eu-west-1.amazonaws.com",
			"vault, false, true, false, vault.s3-fips.eu-west-1.amazonaws.com",
			"vault, true, true, false, vault.s3-fips.dualstack.eu-west-1.amazonaws.com",
			"vault, false, false, true, vault.s3-accelerate.amazonaws.com",
			"vault, true, false, true, vault.s3-accelerate.dualstack.amazonaws.com",
			ACCESS_POINT + ", false, false, false, nightly-123456789012.s3-accesspoint.eu-west-1.amazonaws.com",
			ACCESS_POINT
					+ ", true, true, false, nightly-123456789012.s3-accesspoint-fips.dualstack.eu-west-1.amazonaws.com" })
	void hosts_of_aws_are_those_of_the_entrance(String bucket, boolean dualstack, boolean fips, boolean accelerate,
			String host) {
		Certificates certificates = Certificates.of(this.folder, host);
		LoopbackProxy proxy = proxy("https", certificates, null);

		assertUploads(new StoreAddress(bucket, null, bucket.startsWith("arn:") ? null : "eu-west-1",
				new Route(false, dualstack, fips, accelerate, false, certificates.pem()), Access.USUAL));

		assertThat(proxy.asked()).isNotEmpty().allMatch(("CONNECT " + host + ":443")::equals);
		assertThat(this.s3.requests()).extracting((request) -> request.headers().get("host")).containsOnly(host);
		assertThat(this.s3.requests()).extracting((request) -> request.headers().get("authorization"))
			.allMatch((header) -> String.valueOf(header).contains("/eu-west-1/s3/aws4_request"));
	}

	@Test
	void a_multi_region_access_point_has_one_host_and_signatures_for_all_regions() {
		String host = "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com";
		Certificates certificates = Certificates.of(this.folder, host);
		LoopbackProxy proxy = proxy("https", certificates, null);

		assertUploads(new StoreAddress(MULTI_REGION, null, null,
				new Route(false, false, false, false, false, certificates.pem()), Access.USUAL));

		assertThat(proxy.asked()).isNotEmpty().allMatch(("CONNECT " + host + ":443")::equals);
		assertThat(this.s3.requests()).extracting((request) -> request.headers().get("x-amz-region-set"))
			.containsOnly("*");
		assertThat(this.s3.requests()).extracting((request) -> request.headers().get("authorization"))
			.allMatch((header) -> String.valueOf(header).startsWith("AWS4-ECDSA-P256-SHA256 "));
		// over https no body is read for its signature
		assertThat(this.s3.requests(Op.UPLOAD_PART))
			.extracting((request) -> request.headers().get("x-amz-content-sha256"))
			.containsOnly("UNSIGNED-PAYLOAD");
	}

	@Test
	void a_directory_bucket_is_used_by_a_session_of_its_own() {
		assertUploads(new StoreAddress(DIRECTORY, this.s3.endpoint(), "eu-west-1", Route.usual(true), Access.USUAL));

		assertThat(this.s3.requests(Op.CREATE_SESSION)).hasSize(1);
		assertThat(this.s3.requests()).filteredOn((request) -> request.op() != Op.CREATE_SESSION)
			.allMatch((request) -> String.valueOf(request.headers().get("authorization")).contains("/s3express/"));
	}

	@Test
	void a_directory_bucket_has_hosts_of_its_zone() {
		String host = DIRECTORY + ".s3express-euw1-az1.eu-west-1.amazonaws.com";
		Certificates certificates = Certificates.of(this.folder, host);
		LoopbackProxy proxy = LoopbackProxy.start(this.s3, DIRECTORY, certificates.context(), null);
		this.proxy = proxy;
		use(proxy, "https");

		assertUploads(new StoreAddress(DIRECTORY, null, "eu-west-1",
				new Route(false, false, false, false, false, certificates.pem()), Access.USUAL));

		assertThat(proxy.asked()).isNotEmpty().allMatch(("CONNECT " + host + ":443")::equals);
	}

	@Test
	void uploads_in_a_directory_bucket_are_found_by_their_folder() {
		ObjectStore store = this.stores
			.at(new StoreAddress(DIRECTORY, this.s3.endpoint(), "eu-west-1", Route.usual(true), Access.USUAL));
		Upload deep = store.create(new ObjectSpec("a/b/c", null, null, Map.of())).upload();
		Upload flat = store.create(new ObjectSpec("c", null, null, Map.of())).upload();

		assertThat(store.openUploads("a/b/c")).extracting(OpenUpload::upload).containsExactly(deep);
		assertThat(store.openUploads("c")).extracting(OpenUpload::upload).containsExactly(flat);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void a_proxy_is_told_who_comes(String scheme) {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		LoopbackProxy proxy = proxy(scheme, certificates, "night:pass:word");
		this.settings.set(scheme + ".proxyUser", "night").set(scheme + ".proxyPassword", "pass:word");

		assertUploads(through(scheme, certificates));

		assertThat(proxy.asked()).isNotEmpty().noneMatch((asked) -> asked.endsWith(" 407"));
		assertThat(this.s3.requests())
			.noneMatch((request) -> request.headers().containsKey("proxy-authorization") && scheme.equals("https"));
		try (StoreProbe probe = new S3StoreProbes().at(through(scheme, certificates))) {
			assertThat(probe.reach().proxy()).isEqualTo("127.0.0.1:" + proxy.port());
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			http,  -
			https, -
			http,  wrong-pass
			https, wrong-pass
			""")
	void a_proxy_that_refuses_is_told_of(String scheme, @Nullable String password) {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		LoopbackProxy proxy = proxy(scheme, certificates, "night:pass");
		this.settings.set(scheme + ".proxyUser", (password != null) ? "night" : null)
			.set(scheme + ".proxyPassword", password);
		ObjectStore store = this.stores.at(through(scheme, certificates));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.put(new ObjectSpec("key", null, null, Map.of()), PartBodies.of(1, new byte[1 << 20])));

		assertThat(failure).isInstanceOf(AccessRefused.class)
			.hasMessageContaining("PutObject of key")
			.hasMessageContaining("407")
			.hasMessageContaining("the proxy wants a name and a password, or others than it was given");
		assertThat(failure.getMessage()).doesNotContain("wrong-pass");
		assertThat(this.s3.requests()).isEmpty();
		assertThat(proxy.asked()).isNotEmpty();
	}

	@Test
	void a_host_that_is_excepted_is_asked_without_the_proxy() {
		LoopbackProxy proxy = proxy("http", null, null);
		this.settings.set("http.nonProxyHosts", "*.example.com|127.0.0.*");

		assertUploads(Addresses.at("vault", this.s3.endpoint()));

		assertThat(proxy.asked()).isEmpty();
		try (StoreProbe probe = new S3StoreProbes().at(Addresses.at("vault", this.s3.endpoint()))) {
			assertThat(probe.reach().proxy()).isNull();
		}
	}

	@Test
	void an_unknown_authority_is_told_of() {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		proxy("https", certificates, null);

		try (StoreProbe probe = new S3StoreProbes()
			.at(new StoreAddress("vault", null, "eu-west-1", Route.usual(false), Access.USUAL))) {
			StoreException failure = catchThrowableOfType(StoreException.class, probe::contact);

			assertThat(failure).isInstanceOf(RequestRefused.class)
				.hasMessageContaining("is of no authority that is known here")
				.hasMessageContaining("destination.ca-certificates");
		}
	}

	@ParameterizedTest
	@CsvSource({ "-10d, NotAfter", "+10d, NotBefore" })
	void a_certificate_out_of_its_time_is_told_of(String start, String date) {
		Certificates certificates = Certificates.validFrom(start, this.folder, "vault.s3.eu-west-1.amazonaws.com");
		proxy("https", certificates, null);

		assertThat(failureOfContact(certificates)).isInstanceOf(RequestRefused.class)
			.hasMessageContaining("the certificate of s3://vault is not valid (" + date + ": ")
			.hasMessageContaining("have it renewed, or set this machine's clock, then run again");
	}

	@Test
	void a_certificate_for_another_host_is_told_of() {
		Certificates certificates = Certificates.of(this.folder, "other.example.com");
		proxy("https", certificates, null);

		assertThat(failureOfContact(certificates)).isInstanceOf(RequestRefused.class)
			.hasMessageContaining("the certificate of s3://vault is for another host (")
			.hasMessageContaining("vault.s3.eu-west-1.amazonaws.com")
			.hasMessageContaining("correct destination.endpoint");
	}

	@Test
	void a_certificate_that_is_refused_is_not_looked_at_again() {
		Certificates certificates = Certificates.validFrom("-10d", this.folder, "vault.s3.eu-west-1.amazonaws.com");
		LoopbackProxy proxy = proxy("https", certificates, null);
		ObjectStore store = this.stores.at(through("https", certificates));

		StoreException failure = catchThrowableOfType(StoreException.class, () -> store.head("key"));

		assertThat(failure).hasMessageStartingWith("HeadObject of key: the certificate of s3://vault is not valid");
		assertThat(proxy.asked()).hasSize(1);
	}

	private static StoreException failureOfContact(Certificates certificates) {
		try (StoreProbe probe = new S3StoreProbes().at(new StoreAddress("vault", null, "eu-west-1",
				new Route(false, false, false, false, false, certificates.pem()), Access.USUAL))) {
			return catchThrowableOfType(StoreException.class, probe::contact);
		}
	}

	@Test
	void the_authorities_of_a_profile_count() throws IOException {
		Certificates certificates = Certificates.of(this.folder, "vault.s3.eu-west-1.amazonaws.com");
		Files.writeString(this.folder.resolve("config"), "[profile night]\nca_bundle = " + certificates.pem() + "\n");
		this.settings.set("aws.profile", "night");
		proxy("https", certificates, null);

		assertUploads(new StoreAddress("vault", null, "eu-west-1", Route.usual(false), Access.USUAL));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			-,                            NoSuchFileException
			'',                           it holds no certificate
			'no certificate at all',      cannot be read
			""")
	void a_file_without_authorities_is_told_of(@Nullable String content, String words) throws IOException {
		Path pem = this.folder.resolve("store.pem");
		if (content != null) {
			Files.writeString(pem, content);
		}
		StoreAddress address = new StoreAddress("vault", this.s3.endpoint(), null,
				new Route(true, false, false, false, false, pem), Access.USUAL);

		StoreException failure = catchThrowableOfType(StoreException.class, () -> this.stores.at(address));

		assertThat(failure).isInstanceOf(RequestRefused.class)
			.hasMessageContaining(pem.toString())
			.hasMessageContaining("destination.ca-certificates")
			.hasMessageContaining(words);
	}

	@Test
	void a_region_that_does_not_exist_is_told_of_with_those_that_are_like_it() {
		// no proxy and no network: its host is unknown here in any case
		StoreAddress address = new StoreAddress("vault", null, "eu-wst-1", Route.usual(false), Access.USUAL);
		try (StoreProbe probe = new S3StoreProbes().at(address)) {
			assertThat(probe.reach().perhaps()).first().isEqualTo("eu-west-1");
			StoreException failure = catchThrowableOfType(StoreException.class, probe::contact);

			assertThat(failure).isInstanceOf(RequestRefused.class)
				.hasMessageContaining("the region 'eu-wst-1' is not known")
				.hasMessageContaining("correct destination.region: perhaps eu-west-1, ");
		}
	}

	@Test
	void a_region_that_nobody_names_is_told_of() {
		this.settings.set("aws.disableEc2Metadata", "true").set("aws.region", null);
		StoreAddress address = new StoreAddress("vault", null, null, Route.usual(false), Access.USUAL);

		StoreException failure = catchThrowableOfType(StoreException.class, () -> this.stores.at(address));

		assertThat(failure).isInstanceOf(RequestRefused.class)
			.hasMessage("no region is known; set destination.region or AWS_REGION");
	}

	@ParameterizedTest
	@CsvSource({ "301, PermanentRedirect, HEAD_OBJECT", "301, PermanentRedirect, PUT_OBJECT",
			"307, TemporaryRedirect, PUT_OBJECT", "400, AuthorizationHeaderMalformed, PUT_OBJECT",
			"400, AuthorizationHeaderMalformed, HEAD_OBJECT" })
	void the_region_of_a_bucket_elsewhere_is_named(int status, String code, Op op) {
		this.s3.faults().add(Fault.on(op).answerFromRegion(status, code, "eu-central-1"));
		ObjectStore store = this.stores.at(Addresses.at("vault", this.s3.endpoint(), "eu-west-1"));

		StoreException failure = catchThrowableOfType(StoreException.class, () -> {
			store.head("key");
			store.put(new ObjectSpec("key", null, null, Map.of()), PartBodies.of(1, new byte[1]));
		});

		assertThat(failure).isInstanceOf(BucketMissing.class)
			.hasMessageContaining("the bucket is in another region: set destination.region to eu-central-1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			501 | NotImplemented       | RequestRefused | the store does not know this request or one of its headers
			501 | Whatever             | RequestRefused | the store does not know this request or one of its headers
			403 | RequestTimeTooSkewed | ClockSkewed    | set this machine's clock (NTP), then run again
			403 | QuotaExceeded        | AccessRefused  | make room in it or have it raised, then run again
			403 | AccessDenied         | AccessRefused  | grant this right to the credentials, then run again
			403 | Whatever             | AccessRefused  | grant this right to the credentials, then run again
			""")
	void what_a_person_has_to_do_is_told_at_once(int status, String code, String type, String advice) {
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).answer(status, code));
		ObjectStore store = this.stores.at(Addresses.at("vault", this.s3.endpoint()));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.put(new ObjectSpec("key", null, null, Map.of()), PartBodies.of(1, new byte[1])));

		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure).hasMessageContaining("PutObject of key").hasMessageContaining(advice);
		assertThat(this.s3.requests(Op.PUT_OBJECT)).extracting(RecordedRequest::status).containsOnly(status);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "AccountProblem", "AllAccessDisabled", "InvalidObjectState", "InvalidPayer", "QuotaExceeded" })
	void a_right_is_not_missed_where_something_else_is_wrong(String code) {
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).answer(403, code));
		ObjectStore store = this.stores.at(Addresses.at("vault", this.s3.endpoint()));

		StoreException failure = catchThrowableOfType(StoreException.class,
				() -> store.put(new ObjectSpec("key", null, null, Map.of()), PartBodies.of(1, new byte[1])));

		assertThat(failure).isInstanceOf(AccessRefused.class)
			.hasMessageContaining("answered 403 " + code)
			.hasMessageContaining("then run again")
			.hasMessageNotContaining("right");
	}

	private StoreAddress through(String scheme, Certificates certificates) {
		return scheme.equals("http") ? Addresses.at("vault", URI.create("http://store.example.com"))
				: new StoreAddress("vault", null, "eu-west-1",
						new Route(false, false, false, false, false, certificates.pem()), Access.USUAL);
	}

	private LoopbackProxy proxy(String scheme, @Nullable Certificates certificates, @Nullable String credentials) {
		LoopbackProxy proxy = LoopbackProxy.start(this.s3, "vault",
				(certificates != null) ? certificates.context() : null, credentials);
		this.proxy = proxy;
		use(proxy, scheme);
		return proxy;
	}

	private void use(LoopbackProxy proxy, String scheme) {
		this.settings.set(scheme + ".proxyHost", "127.0.0.1").set(scheme + ".proxyPort", String.valueOf(proxy.port()));
	}

	private void assertUploads(StoreAddress address) {
		ObjectStore store = this.stores.at(address);
		boolean express = address.bucket().equals(DIRECTORY);
		ChecksumAlgorithm integrity = express ? ChecksumAlgorithm.CRC64NVME : ChecksumAlgorithm.MD5;
		ObjectSpec object = new ObjectSpec("folder/big", null, null, Map.of()).summedBy(integrity);
		Upload upload = store.create(object).upload();
		List<UploadedPart> parts = List.of(store.send(upload, PartBodies.of(1, new byte[5 << 20], integrity)),
				store.send(upload, PartBodies.of(2, new byte[7], integrity)));
		assertThat(store.openUploads("folder/big")).extracting(OpenUpload::upload).containsExactly(upload);
		store.complete(upload, Completion.of(parts));
		assertThat(store.head("folder/big").orElseThrow().size()).isEqualTo((5 << 20) + 7);
	}

}
