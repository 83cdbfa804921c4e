package dev.longhaul.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract at Adobe's S3Mock, as far as it keeps it.
 */
class S3MockObjectStoreIT extends ObjectStoreContract {

	@RegisterExtension
	final AccessKeys keys = new AccessKeys("anybody", "anything");

	private static S3MockProcess server;

	private static int buckets;

	private final S3ObjectStores stores = new S3ObjectStores(4);

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		server = S3MockProcess.start(folder);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	protected ObjectStore emptyStore() throws Exception {
		String bucket = "contract-" + ++buckets;
		server.createBucket(bucket);
		return this.stores.at(Addresses.at(bucket, server.endpoint()), RequestTerms.NONE);
	}

	@Override
	public boolean verifiesTheMd5OfParts() {
		return false;
	}

	/** It answers BadRequest, which may be anything, where S3 answers BadDigest. */
	@Override
	public Class<? extends StoreException> refusalOfDamage() {
		return RequestRefused.class;
	}

	@Override
	public boolean tiesAnUploadToItsKey() {
		return false;
	}

	@Override
	public boolean refusesToCompleteAgain() {
		return false;
	}

	@Override
	public boolean knowsThePartsOfAnObject() {
		return false;
	}

	/**
	 * It keeps tags as they come, percent signs and all, passes over locks in a
	 * PutObject, and has no access lists of objects and no keys; those are for the strict
	 * stub.
	 */
	@Test
	void keeps_what_an_object_was_begun_with() throws Exception {
		ObjectStore store = emptyStore();
		ObjectSettings settings = new ObjectSettings(
				new ContentHeaders("text/csv", "max-age=60", "gzip", "attachment; filename=\"a b\""), "STANDARD_IA",
				null, Map.of("team", "blue"), Encryption.NONE, null);
		PartBody body = PartBodies.of(1, new byte[3]);

		store.put(Specs.of("put", Map.of("owner", "a"), settings), body);
		Upload upload = store.create(Specs.of("multipart", Map.of("owner", "a"), settings)).upload();
		store.complete(upload, Completion.of(List.of(store.send(upload, body))));

		try (S3Client s3 = S3Client.builder()
			.endpointOverride(server.endpoint())
			.region(Region.US_EAST_1)
			.forcePathStyle(true)
			.build()) {
			String bucket = "contract-" + buckets;
			for (String key : List.of("put", "multipart")) {
				HeadObjectResponse kept = s3.headObject((head) -> head.bucket(bucket).key(key));
				assertThat(kept.contentType()).as(key).isEqualTo("text/csv");
				assertThat(kept.cacheControl()).as(key).isEqualTo("max-age=60");
				assertThat(kept.contentEncoding()).as(key).isEqualTo("gzip");
				assertThat(kept.contentDisposition()).as(key).isEqualTo("attachment; filename=\"a b\"");
				assertThat(kept.metadata()).as(key).containsEntry("owner", "a");
				assertThat(kept.storageClassAsString()).as(key).isEqualTo("STANDARD_IA");
				assertThat(s3.getObjectTagging((get) -> get.bucket(bucket).key(key)).tagSet()).as(key)
					.containsExactly(Tag.builder().key("team").value("blue").build());
			}
		}
	}

	@AfterEach
	void close() {
		this.stores.close();
	}

}
