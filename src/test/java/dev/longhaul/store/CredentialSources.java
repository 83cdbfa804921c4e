package dev.longhaul.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.store.s3.S3StoreProbes;
import dev.longhaul.stub.FakeCloud;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A store, and around it the places that give credentials, none of which is set up.
 */
abstract class CredentialSources {

	static final String ROLE = "arn:aws:iam::123456789012:role/nightly";

	static final int PART = 5 << 20;

	@TempDir
	Path folder;

	final StrictS3 s3 = StrictS3.start().createBucket("vault");

	final FakeCloud cloud = FakeCloud.beside(this.s3);

	final SystemSettings settings = new SystemSettings();

	final S3ObjectStores stores = new S3ObjectStores(4);

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

	StoreException failure(Access access) {
		return catchThrowableOfType(StoreException.class, () -> at(access).head("key"));
	}

	/** In three parts, completed and looked at. */
	void assertUploads(Access access) {
		ObjectStore store = at(access);
		Upload upload = store.create(Specs.of("big")).upload();
		List<UploadedPart> parts = List.of(store.send(upload, part(1)), store.send(upload, part(2)),
				store.send(upload, part(3)));
		store.complete(upload, Completion.of(parts));
		assertThat(store.head("big").orElseThrow().size()).isEqualTo(3L * PART);
	}

	static PartBody part(int number) {
		byte[] bytes = new byte[PART];
		new Random(number).nextBytes(bytes);
		return PartBodies.of(number, bytes);
	}

	ObjectStore at(Access access) {
		return this.stores.at(address(access), RequestTerms.NONE);
	}

	StoreAddress address(Access access) {
		return new StoreAddress("vault", this.s3.endpoint(), "eu-west-1", Route.usual(true), access);
	}

	String origin(Access access) {
		try (StoreProbe probe = new S3StoreProbes().at(address(access), RequestTerms.NONE)) {
			return probe.identity().origin();
		}
	}

	List<String> keyIds() {
		return this.s3.requests().stream().map(RecordedRequest::headers).map(CredentialSources::keyId).toList();
	}

	static String keyId(Map<String, String> headers) {
		return headers.getOrDefault("authorization", "").replaceAll(".*Credential=([^/]+)/.*", "$1");
	}

	void instance() {
		this.settings.set("aws.disableEc2Metadata", null)
			.set("aws.ec2MetadataServiceEndpoint", this.cloud.at("").toString());
	}

	void keys(String id) {
		this.settings.set("aws.accessKeyId", id).set("aws.secretAccessKey", "secret");
	}

	void profiles(String config) throws IOException {
		this.settings.set("aws.configFile", write("config", config).toString())
			.set("aws.sharedCredentialsFile", write("credentials", "").toString());
	}

	Path write(String name, String text) throws IOException {
		return Files.writeString(this.folder.resolve(name), text);
	}

}
