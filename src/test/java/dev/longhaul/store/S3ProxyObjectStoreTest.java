package dev.longhaul.store;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.longhaul.store.s3.S3ObjectStores;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The AWS SDK behind the port keeps the contract over HTTP, as far as S3Proxy does.
 */
class S3ProxyObjectStoreTest extends ObjectStoreContract {

	private static final Map<String, @Nullable String> PROPERTIES = new HashMap<>();

	private static final S3ObjectStores STORES = new S3ObjectStores(4);

	private static final String BUCKET = "bucket";

	private static final String IDENTITY = "contract";

	private static final String SECRET = "contract-secret";

	/** In memory: names of objects do not depend on the locale. */
	private static final BlobStore BLOBS = BlobStores.create("transient-nio2", new Properties());

	private static S3Proxy server;

	@BeforeAll
	static void start() throws Exception {
		set("aws.accessKeyId", IDENTITY);
		set("aws.secretAccessKey", SECRET);
		server = S3Proxy.builder()
			.endpoint(URI.create("http://127.0.0.1:0"))
			.awsAuthentication(AuthenticationType.AWS_V2_OR_V4, IDENTITY, SECRET)
			.blobStore(BLOBS)
			.ignoreUnknownHeaders(true)
			.stopTimeout(0)
			.build();
		server.start();
	}

	@AfterAll
	static void stop() throws Exception {
		STORES.close();
		server.stop();
		PROPERTIES.forEach((name, value) -> {
			if (value == null) {
				System.clearProperty(name);
			}
			else {
				System.setProperty(name, value);
			}
		});
	}

	@Override
	protected ObjectStore emptyStore() {
		BLOBS.deleteContainer(BUCKET);
		BLOBS.createContainer(BUCKET);
		return at(BUCKET, "us-east-1");
	}

	@Override
	public boolean listsTheChecksumsOfParts() {
		return false;
	}

	@Override
	public boolean knowsThePartsOfAnObject() {
		return false;
	}

	/** It takes parts after an abort, and lists none instead of refusing to. */
	@Override
	public boolean looksForTheUploadOfAPart() {
		return false;
	}

	@Override
	public boolean refusesToCompleteAgain() {
		return false;
	}

	/** It sorts them. */
	@Override
	public boolean refusesPartsOutOfOrder() {
		return false;
	}

	/** It gives all in one page; paging is for the strict stub to prove. */
	@Override
	public int partsOfALongList() {
		return 50;
	}

	@Test
	void needs_no_region_at_an_endpoint() {
		ObjectStore store = at(BUCKET, null);

		store.put(Specs.of("key"), PartBodies.of(1, new byte[3]));

		assertThat(store.head("key")).isPresent();
	}

	/**
	 * Tags, storage classes, encryption and locks it refuses or ignores; those are for
	 * the strict stub.
	 */
	@Test
	void keeps_the_headers_and_the_access_list_that_an_object_was_begun_with() {
		ObjectStore store = emptyStore();
		ObjectSettings settings = new ObjectSettings(
				new ContentHeaders("text/csv", "max-age=60", "gzip", "attachment; filename=\"a b\""), null,
				CannedAcl.PUBLIC_READ, Map.of(), Encryption.NONE, null);
		PartBody body = PartBodies.of(1, new byte[3]);

		store.put(Specs.of("put", Map.of("owner", "a"), settings), body);
		Upload upload = store.create(Specs.of("multipart", Map.of("owner", "a"), settings)).upload();
		store.complete(upload, Completion.of(List.of(store.send(upload, body))));

		for (String key : List.of("put", "multipart")) {
			HeadObjectResponse kept = BLOBS.blobMetadata(BUCKET, key);
			assertThat(kept.contentType()).isEqualTo("text/csv");
			assertThat(kept.cacheControl()).isEqualTo("max-age=60");
			assertThat(kept.contentEncoding()).isEqualTo("gzip");
			assertThat(kept.contentDisposition()).isEqualTo("attachment; filename=\"a b\"");
			assertThat(kept.metadata()).containsEntry("owner", "a");
			assertThat(BLOBS.getBlobAccess(BUCKET, key)).isEqualTo(ObjectCannedACL.PUBLIC_READ);
		}
	}

	@Test
	void names_a_bucket_that_is_not_there() {
		ObjectStore store = at("missing", "us-east-1");
		ObjectSpec object = Specs.of("key");

		assertThatExceptionOfType(BucketMissing.class).isThrownBy(() -> store.create(object))
			.withMessageContaining("there is no bucket missing at ")
			.withMessageContaining("create the bucket or correct destination.bucket");
		assertThatExceptionOfType(BucketMissing.class)
			.isThrownBy(() -> store.put(object, PartBodies.of(1, new byte[3])));
	}

	private static ObjectStore at(String bucket, @Nullable String region) {
		URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
		return STORES.at(Addresses.at(bucket, endpoint, region), RequestTerms.NONE);
	}

	private static void set(String name, String value) {
		PROPERTIES.put(name, System.getProperty(name));
		System.setProperty(name, value);
	}

}
