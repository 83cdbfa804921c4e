package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a store is reached is read as it is documented, and what cannot be together is
 * refused with its place.
 */
class AccessRulesTest {

	private final Path folder;

	private final WrittenDefinition written;

	AccessRulesTest(@TempDir Path folder) {
		this.folder = folder;
		this.written = new WrittenDefinition(folder);
	}

	@Test
	void puts_the_bucket_into_the_path_at_an_endpoint_unless_told_otherwise() throws IOException {
		String endpoint = SHORTEST + "  endpoint: http://127.0.0.1:9000\n";

		assertThat(this.written.read(endpoint).destination().address().route().pathStyle()).isTrue();
		assertThat(this.written.read(endpoint + "  path-style: false\n").destination().address().route().pathStyle())
			.isFalse();
		assertThat(this.written.read(SHORTEST + "  path-style: true\n").destination().address().route().pathStyle())
			.isTrue();
	}

	/** Each of them is right by itself, so no schema says so. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					accelerate: true, endpoint: https://a | accelerate is of AWS and cannot be used with an endpoint; leave one of them out
					fips: true, endpoint: https://a | fips is of AWS and cannot be used with an endpoint; leave one of them out
					dualstack: true, endpoint: https://a | dualstack is of AWS and cannot be used with an endpoint; leave one of them out
					accelerate: true, path-style: true | accelerate needs the bucket in the host name; leave path-style out
					accelerate: true, fips: true | accelerate cannot be used with fips; leave one of them out
					unsigned-payload: true, endpoint: https://a | unsigned-payload is for an endpoint of plain http; over https it is always so; leave it out
					external-id: corp-7 | external-id means nothing without role-arn; add that, or leave it out
					role-session-name: dumps | role-session-name means nothing without role-arn; add that, or leave it out
					region: Ireland | region 'Ireland' is no region of AWS; write one such as eu-west-1
					region: eu_west_1 | region 'eu_west_1' is no region of AWS; write one such as eu-west-1
					""")
	void refuses_what_cannot_be_together_or_on_aws(String settings, String problem) throws IOException {
		refuses("corp-backups", settings, problem);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(delimiter = '|',
			textBlock = """
					a.b.c | accelerate: true | accelerate cannot be used for a bucket with a dot in its name; leave it out
					arn:aws:s3:eu-west-1:123456789012:accesspoint/ab1 | path-style: true | path-style cannot be used for an access point, which is in the host name; leave it out
					arn:aws:s3:eu-west-1:123456789012:accesspoint/ab1 | accelerate: true | accelerate cannot be used for an access point; leave it out
					arn:aws:s3:eu-west-1:123456789012:accesspoint/ab1 | region: eu-west-2 | region is eu-west-2, but the access point is in eu-west-1; leave it out
					arn:aws:s3::123456789012:accesspoint/ab1.mrap | path-style: true | path-style cannot be used for a Multi-Region Access Point, which has one host; leave it out
					arn:aws:s3::123456789012:accesspoint/ab1.mrap | endpoint: https://a | endpoint cannot be used for a Multi-Region Access Point, which has one host; leave it out
					arn:aws:s3::123456789012:accesspoint/ab1.mrap | dualstack: true | dualstack cannot be used for a Multi-Region Access Point, which has one host; leave it out
					arn:aws:s3::123456789012:accesspoint/ab1.mrap | fips: true | fips cannot be used for a Multi-Region Access Point, which has one host; leave it out
					arn:aws:s3::123456789012:accesspoint/ab1.mrap | accelerate: true | accelerate cannot be used for a Multi-Region Access Point, which has one host; leave it out
					v--use1-az4--x-s3 | accelerate: true | accelerate cannot be used for a directory bucket; leave it out
					v--use1-az4--x-s3 | tags: {a: b} | tags[a] cannot be used for a directory bucket, which has none; leave it out
					v--use1-az4--x-s3 | acl: private | acl cannot be used for a directory bucket, which has none; leave it out
					v--use1-az4--x-s3 | requester-pays: true | requester-pays cannot be used for a directory bucket, whose owner pays; leave it out
					v--use1-az4--x-s3 | 'object-lock: {mode: governance, retain-for: 1d}' | object-lock.mode cannot be used for a directory bucket, which has none; leave it out
					v--use1-az4--x-s3 | object-lock: {legal-hold: true} | object-lock.legal-hold cannot be used for a directory bucket, which has none; leave it out
					v--use1-az4--x-s3 | encryption: {type: dsse-kms} | encryption.type 'dsse-kms' cannot be used for a directory bucket; write sse-s3 or sse-kms, or leave it out
					v--use1-az4--x-s3 | 'encryption: {type: sse-kms, context: {a: b}}' | encryption.context[a] cannot be used for a directory bucket, whose context is its ARN; leave it out
					v--use1-az4--x-s3 | store: generic | store 'generic' cannot have a directory bucket; write aws or leave it out
					v--use1-az4--x-s3 | storage-class: GLACIER | storage-class 'GLACIER' cannot be used in a directory bucket, which has EXPRESS_ONEZONE, in a Local Zone ONEZONE_IA too; leave it out
					""")
	void refuses_what_a_bucket_does_not_have(String bucket, String settings, String problem) throws IOException {
		refuses(bucket, settings, problem);
	}

	@Test
	void refuses_md5_for_a_directory_bucket() throws IOException {
		this.written.problems("""
				source: {directory: /data}
				destination: {bucket: v--use1-az4--x-s3}
				transfer: {integrity: md5}
				""")
			.containsExactly("3:23: transfer.integrity 'md5' cannot be used for a directory bucket, which takes no "
					+ "Content-MD5; write auto or crc64nvme");
	}

	@ParameterizedTest
	@CsvSource({ "AWS_ENDPOINT_URL_S3, http://s3", "AWS_ENDPOINT_URL, http://all" })
	void takes_the_endpoint_that_the_sdk_would_take(String variable, String endpoint) throws IOException {
		MockEnvironment environment = new MockEnvironment().withProperty("AWS_ENDPOINT_URL", "http://all")
			.withProperty(variable, endpoint);

		assertThat(inEnvironment(environment, "").address().identity()).isEqualTo(endpoint + "/a-bucket");
		assertThat(inEnvironment(environment, ", endpoint: \"http://own\"").address().identity())
			.isEqualTo("http://own/a-bucket");
		assertThat(inEnvironment(environment, ", endpoint: \"${NIGHTLY_ENDPOINT:}\"").address().identity())
			.isEqualTo(endpoint + "/a-bucket");
		assertThat(inEnvironment(new MockEnvironment(), "").address().identity()).isEqualTo("s3://a-bucket");
	}

	@Test
	void takes_no_endpoint_of_the_environment_that_is_to_be_ignored() throws IOException {
		MockEnvironment environment = new MockEnvironment().withProperty("AWS_ENDPOINT_URL_S3", "http://all")
			.withProperty("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True");

		assertThat(inEnvironment(environment, "").address().identity()).isEqualTo("s3://a-bucket");
		assertThat(inEnvironment(environment, ", endpoint: \"http://own\"").address().identity())
			.isEqualTo("http://own/a-bucket");
	}

	@ParameterizedTest
	@ValueSource(strings = { "corp-backups, dualstack: true, fips: true",
			"corp-backups, dualstack: true, accelerate: true",
			"arn:aws:s3:eu-west-1:123456789012:accesspoint/ab1, fips: true, dualstack: true",
			"arn:aws:s3:eu-west-1:123456789012:accesspoint/ab1, region: eu-west-1",
			"arn:aws:s3:eu-west-1:123456789012:accesspoint/ab1, endpoint: https://accesspoint.vpce-1.example.com",
			"arn:aws:s3::123456789012:accesspoint/ab1.mrap, storage-class: GLACIER_IR", "v--use1-az4--x-s3, fips: true",
			"v--use1-az4--x-s3, encryption: {type: sse-kms, key-id: k}",
			"v--use1-az4--x-s3, storage-class: EXPRESS_ONEZONE", "v--usw2-lax1-az1--x-s3, storage-class: ONEZONE_IA",
			"corp-backups, endpoint: https://a, region: garage", "corp-backups, region: eusc-de-east-1",
			"corp-backups, role-arn: 'arn:aws:iam:::role/ceph'" })
	void takes_what_can_be_together(String settings) throws IOException {
		String bucket = settings.substring(0, settings.indexOf(','));
		JobDefinition definition = this.written.read("source: {directory: /data}\ndestination: {bucket: \"" + bucket
				+ "\"" + settings.substring(bucket.length()) + "}\n");

		assertThat(definition.destination().address().route().pathStyle())
			.isEqualTo(settings.startsWith("corp-backups, endpoint"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3.example.com", "localhost:9000", "ftp://example.com", "https://", "http://a b", "/path",
			"https:///path" })
	void refuses_what_is_no_endpoint(String endpoint) throws IOException {
		this.written.problems(SHORTEST + "  endpoint: \"" + endpoint + '"')
			.hasSize(1)
			.first()
			.asString()
			.startsWith("5:13: destination.endpoint ");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					https://anna:geheim@s3.example.com | has a user or a password in it, which every report and receipt would show; write https://host or https://host:port, and give the credentials by the environment or a profile
					https://anna:ge/heim@s3.example.com | has a user or a password in it, which every report and receipt would show; write https://host or https://host:port, and give the credentials by the environment or a profile
					https://anna:ge heim@s3_a | has a user or a password in it, which every report and receipt would show; write https://host or https://host:port, and give the credentials by the environment or a profile
					https://s3.example.com?sig=geheim | has a query ('?') or a fragment ('#'), which an endpoint cannot have; write https://host or https://host:port
					https://s3.example.com/#geheim | has a query ('?') or a fragment ('#'), which an endpoint cannot have; write https://host or https://host:port
					https://s3.example.com/corp-backups/ | has the bucket at its end, '/corp-backups/'; leave it out, destination.bucket says it
					http://minio_server:9000 | 'http://minio_server:9000' has an underscore in the host's name, which no host may have; call it by another name (with Docker an alias of the network), or by its address
					https://s3.example.com.:9000 | 'https://s3.example.com.:9000' has a dot at the end of the host's name, by which the store would be another one; leave it out
					http://a b | 'http://a b' is no endpoint; write https://host or https://host:port
					""")
	void says_what_is_wrong_with_an_endpoint_and_repeats_no_secret(String endpoint, String problem) throws IOException {
		this.written.problems(SHORTEST + "  endpoint: \"" + endpoint + '"')
			.containsExactly("5:13: destination.endpoint " + problem);
		assertThat(problem).doesNotContain("heim");

		MockEnvironment environment = new MockEnvironment().withProperty("AWS_ENDPOINT_URL", endpoint);
		new WrittenDefinition(this.folder, environment).problems(SHORTEST)
			.containsExactly("destination.endpoint (the variable AWS_ENDPOINT_URL) " + problem);
	}

	@Test
	void takes_an_endpoint_with_a_path_of_its_own() throws IOException {
		Destination destination = this.written.read(SHORTEST + "  endpoint: https://a.example.com/storage/v1/s3\n")
			.destination();

		assertThat(destination.address().identity()).isEqualTo("https://a.example.com/storage/v1/s3/corp-backups");
	}

	@ParameterizedTest
	@CsvSource({ "HTTP://S3.example.com:9000/, http://s3.example.com:9000", "' Https://minio', https://minio",
			"http://LOCALHOST:018400//, http://localhost:18400", "https://minio:443, https://minio",
			"http://minio:80/, http://minio", "https://minio:80, https://minio:80", "https://minio:, https://minio",
			"http://[::A]:9000/S3%20a, http://[::a]:9000/S3%20a", "http://127.0.0.1:9000, http://127.0.0.1:9000" })
	void takes_all_spellings_of_an_endpoint_for_one_store(String endpoint, String identity) throws IOException {
		Destination destination = this.written.read(SHORTEST + "  endpoint: \"" + endpoint + "\"\n").destination();

		assertThat(destination.address().identity()).isEqualTo(identity + "/corp-backups");
	}

	private Destination inEnvironment(MockEnvironment environment, String further) throws IOException {
		return new WrittenDefinition(this.folder, environment)
			.read("source: {directory: /data}\ndestination: {bucket: a-bucket" + further + "}\n")
			.destination();
	}

	private void refuses(String bucket, String settings, String problem) throws IOException {
		this.written
			.problems("source: {directory: /data}\ndestination: {bucket: \"" + bucket + "\", " + settings + "}\n")
			.singleElement(InstanceOfAssertFactories.STRING)
			.matches("2:\\d+: .*")
			.endsWith(": destination." + problem);
	}

}
