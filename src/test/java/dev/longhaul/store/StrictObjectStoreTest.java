package dev.longhaul.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.longhaul.part.Part;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

	@Test
	void opens_the_content_to_send_it_once_a_try_and_only_looks_at_it_to_sign_it() {
		byte[] bytes = PartBodies.bytes(1000, 1);
		List<String> opened = new ArrayList<>();
		PartBody.Content content = new PartBody.Content() {

			@Override
			public InputStream open() {
				opened.add("to send");
				return new ByteArrayInputStream(bytes);
			}

			@Override
			public InputStream look() {
				opened.add("to look");
				return new ByteArrayInputStream(bytes);
			}

		};
		this.s3.faults().add(Fault.on(Op.PUT_OBJECT).once().answer(503, "SlowDown"));

		emptyStore().put(new ObjectSpec("key", null, null, Map.of()),
				new PartBody(new Part(1, 0, bytes.length), PartBodies.md5(bytes), content));

		assertThat(opened).containsExactly("to look", "to send", "to look", "to send");
	}

	@AfterEach
	void close() {
		System.clearProperty("aws.accessKeyId");
		System.clearProperty("aws.secretAccessKey");
		this.stores.close();
		this.s3.close();
	}

}
