package dev.longhaul.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.Certificates;
import dev.longhaul.stub.LoopbackProxy;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A strict store, perhaps behind a proxy that hosts of AWS are asked for, and what this
 * process knows of the way there.
 */
final class Entrance implements AutoCloseable {

	static final String DIRECTORY = "vault--euw1-az1--x-s3";

	private final StrictS3 s3 = StrictS3.start().createBucket("vault").createBucket(DIRECTORY);

	private final SystemSettings settings = new SystemSettings();

	private final S3ObjectStores stores = new S3ObjectStores(4);

	private @Nullable LoopbackProxy proxy;

	Entrance(Path folder) {
		this.settings.set("aws.accessKeyId", StrictS3Options.ACCESS_KEY_ID)
			.set("aws.secretAccessKey", "secret")
			.set("aws.configFile", folder.resolve("config").toString())
			.set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
	}

	StrictS3 s3() {
		return this.s3;
	}

	SystemSettings settings() {
		return this.settings;
	}

	ObjectStore at(StoreAddress address) {
		return this.stores.at(address, RequestTerms.NONE);
	}

	/** The bucket by a host of AWS, or by one that only the proxy knows. */
	StoreAddress through(String scheme, Certificates certificates) {
		return scheme.equals("http") ? Addresses.at("vault", URI.create("http://store.example.com"))
				: new StoreAddress("vault", null, "eu-west-1", trusting(certificates), Access.USUAL);
	}

	/** The usual route, to a store that shows one of these. */
	static Route trusting(Certificates certificates) {
		return new Route(false, false, false, false, false, certificates.pem());
	}

	/**
	 * A proxy for requests of that scheme.
	 * @param certificates null if nobody comes by TLS
	 * @param credentials user and password with a colon between, null for none
	 */
	LoopbackProxy proxy(String scheme, @Nullable Certificates certificates, @Nullable String credentials) {
		return proxyTo("vault", scheme, certificates, credentials);
	}

	/** The same, to another bucket. */
	LoopbackProxy proxyTo(String bucket, String scheme, @Nullable Certificates certificates,
			@Nullable String credentials) {
		LoopbackProxy proxy = LoopbackProxy.start(this.s3, bucket,
				(certificates != null) ? certificates.context() : null, credentials);
		this.proxy = proxy;
		this.settings.set(scheme + ".proxyHost", "127.0.0.1").set(scheme + ".proxyPort", String.valueOf(proxy.port()));
		return proxy;
	}

	/** An upload of two parts gets there and is listed until it is completed. */
	void assertUploads(StoreAddress address) {
		ObjectStore store = this.stores.at(address, RequestTerms.NONE);
		boolean express = address.bucket().equals(DIRECTORY);
		ChecksumAlgorithm integrity = express ? ChecksumAlgorithm.CRC64NVME : ChecksumAlgorithm.MD5;
		ObjectSpec object = new ObjectSpec("folder/big", Map.of(), ObjectSettings.NONE, integrity);
		Upload upload = store.create(object).upload();
		List<UploadedPart> parts = List.of(store.send(upload, PartBodies.of(1, new byte[5 << 20], integrity)),
				store.send(upload, PartBodies.of(2, new byte[7], integrity)));
		assertThat(store.openUploads("folder/big")).extracting(OpenUpload::upload).containsExactly(upload);
		store.complete(upload, Completion.of(parts));
		assertThat(store.head("folder/big").orElseThrow().size()).isEqualTo((5 << 20) + 7);
	}

	@Override
	public void close() {
		this.stores.close();
		this.settings.close();
		if (this.proxy != null) {
			this.proxy.close();
		}
		this.s3.close();
	}

}
