package dev.longhaul.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.stub.Certificates;
import dev.longhaul.stub.LoopbackProxy;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * By which entrance requests get to a bucket: over HTTP, and over TLS to hosts of AWS for
 * which the stub answers behind a proxy.
 */
class RouteTest {

	private static final String ACCESS_POINT = "arn:aws:s3:eu-west-1:123456789012:accesspoint/nightly";

	private static final String MULTI_REGION = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";

	private final Path folder;

	private final Entrance entrance;

	RouteTest(@TempDir Path folder) {
		this.folder = folder;
		this.entrance = new Entrance(folder);
	}

	@AfterEach
	void close() {
		this.entrance.close();
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
		LoopbackProxy proxy = this.entrance.proxy("https", certificates, null);

		this.entrance.assertUploads(new StoreAddress(bucket, null, bucket.startsWith("arn:") ? null : "eu-west-1",
				new Route(false, dualstack, fips, accelerate, false, certificates.pem()), Access.USUAL));

		assertThat(proxy.asked()).isNotEmpty().allMatch(("CONNECT " + host + ":443")::equals);
		assertThat(this.entrance.s3().requests()).extracting((request) -> request.headers().get("host"))
			.containsOnly(host);
		assertThat(this.entrance.s3().requests()).extracting((request) -> request.headers().get("authorization"))
			.allMatch((header) -> String.valueOf(header).contains("/eu-west-1/s3/aws4_request"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws.useFipsEndpoint", "aws.useDualstackEndpoint" })
	void entrances_of_aws_that_this_machine_wants_are_not_those_of_another_store(String setting) {
		this.entrance.settings().set(setting, "true");

		this.entrance.assertUploads(Addresses.at("vault", this.entrance.s3().endpoint()));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://vpce-1.s3.eu-west-1.vpce.amazonaws.com", "https://s3.cn-north-1.amazonaws.com.cn" })
	void an_endpoint_of_aws_does_not_do_where_this_machine_wants_validated_cryptography(String endpoint) {
		this.entrance.settings().set("aws.useFipsEndpoint", "true");

		assertThatExceptionOfType(MachineUnfit.class)
			.isThrownBy(() -> this.entrance.at(Addresses.at("vault", URI.create(endpoint))))
			.withMessageStartingWith("AWS_USE_FIPS_ENDPOINT, or use_fips_endpoint of the AWS profile default, wants")
			.withMessageContaining("destination.endpoint " + endpoint + " is none");
	}

	@Test
	void an_endpoint_of_aws_with_validated_cryptography_does() throws IOException {
		Certificates certificates = Certificates.of(this.folder, "vault.s3-fips.eu-west-1.amazonaws.com");
		this.entrance.proxy("https", certificates, null);
		Files.writeString(this.folder.resolve("config"), "[default]\nuse_fips_endpoint = true\n");

		this.entrance.assertUploads(new StoreAddress("vault", URI.create("https://s3-fips.eu-west-1.amazonaws.com"),
				"eu-west-1", Entrance.trusting(certificates), Access.USUAL));
	}

	@Test
	void what_the_sdk_refuses_by_itself_is_no_fault_of_the_network() {
		ObjectStore store = this.entrance.at(new StoreAddress("vault", this.entrance.s3().endpoint(), "eu-west-1",
				new Route(false, false, false, true, false, null), Access.USUAL));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> store.head("key"))
			.withMessageStartingWith("HeadObject of key: ")
			.withMessageContaining("custom endpoint");
	}

	@Test
	void a_multi_region_access_point_has_one_host_and_signatures_for_all_regions() {
		String host = "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com";
		Certificates certificates = Certificates.of(this.folder, host);
		LoopbackProxy proxy = this.entrance.proxy("https", certificates, null);

		this.entrance
			.assertUploads(new StoreAddress(MULTI_REGION, null, null, Entrance.trusting(certificates), Access.USUAL));

		assertThat(proxy.asked()).isNotEmpty().allMatch(("CONNECT " + host + ":443")::equals);
		assertThat(this.entrance.s3().requests()).extracting((request) -> request.headers().get("x-amz-region-set"))
			.containsOnly("*");
		assertThat(this.entrance.s3().requests()).extracting((request) -> request.headers().get("authorization"))
			.allMatch((header) -> String.valueOf(header).startsWith("AWS4-ECDSA-P256-SHA256 "));
		// over https no body is read for its signature
		assertThat(this.entrance.s3().requests(Op.UPLOAD_PART))
			.extracting((request) -> request.headers().get("x-amz-content-sha256"))
			.containsOnly("UNSIGNED-PAYLOAD");
	}

	@Test
	void a_directory_bucket_is_used_by_a_session_of_its_own() {
		this.entrance.assertUploads(new StoreAddress(Entrance.DIRECTORY, this.entrance.s3().endpoint(), "eu-west-1",
				Route.usual(true), Access.USUAL));

		assertThat(this.entrance.s3().requests(Op.CREATE_SESSION)).hasSize(1);
		assertThat(this.entrance.s3().requests()).filteredOn((request) -> request.op() != Op.CREATE_SESSION)
			.allMatch((request) -> String.valueOf(request.headers().get("authorization")).contains("/s3express/"));
	}

	@Test
	void a_directory_bucket_has_hosts_of_its_zone() {
		String host = Entrance.DIRECTORY + ".s3express-euw1-az1.eu-west-1.amazonaws.com";
		Certificates certificates = Certificates.of(this.folder, host);
		LoopbackProxy proxy = this.entrance.proxyTo(Entrance.DIRECTORY, "https", certificates, null);

		this.entrance.assertUploads(
				new StoreAddress(Entrance.DIRECTORY, null, "eu-west-1", Entrance.trusting(certificates), Access.USUAL));

		assertThat(proxy.asked()).isNotEmpty().allMatch(("CONNECT " + host + ":443")::equals);
	}

	@Test
	void uploads_in_a_directory_bucket_are_found_by_their_folder() {
		ObjectStore store = this.entrance.at(new StoreAddress(Entrance.DIRECTORY, this.entrance.s3().endpoint(),
				"eu-west-1", Route.usual(true), Access.USUAL));
		Upload deep = store.create(Specs.of("a/b/c")).upload();
		Upload flat = store.create(Specs.of("c")).upload();

		assertThat(store.openUploads("a/b/c")).extracting(OpenUpload::upload).containsExactly(deep);
		assertThat(store.openUploads("c")).extracting(OpenUpload::upload).containsExactly(flat);
	}

}
