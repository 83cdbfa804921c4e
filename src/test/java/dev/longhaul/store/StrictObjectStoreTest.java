package dev.longhaul.store;

import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.AfterEach;

/**
 * The contract on a store that is as strict as AWS.
 */
class StrictObjectStoreTest extends ObjectStoreContract {

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final S3ObjectStores stores = new S3ObjectStores(2);

	@Override
	protected ObjectStore emptyStore() {
		System.setProperty("aws.accessKeyId", StrictS3Options.ACCESS_KEY_ID);
		System.setProperty("aws.secretAccessKey", "secret");
		return this.stores.at(new StoreAddress("vault", this.s3.endpoint(), null, true, null, null));
	}

	@AfterEach
	void close() {
		System.clearProperty("aws.accessKeyId");
		System.clearProperty("aws.secretAccessKey");
		this.stores.close();
		this.s3.close();
	}

}
