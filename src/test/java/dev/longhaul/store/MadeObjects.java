package dev.longhaul.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bucket in which one object is made, again and again, by either way.
 */
final class MadeObjects implements AutoCloseable {

	static final String KEY = "db/file.bin";

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final S3ObjectStores stores = new S3ObjectStores(2);

	/** The two ways in which an object comes to be. */
	enum Way {

		PUT, MULTIPART

	}

	StrictS3 s3() {
		return this.s3;
	}

	ObjectStore store(RequestTerms terms) {
		return at(this.s3.endpoint(), terms);
	}

	/** The same by another address. */
	ObjectStore at(URI endpoint, RequestTerms terms) {
		return this.stores.at(Addresses.at("vault", endpoint), terms);
	}

	void make(Way way, ObjectSettings settings) {
		ObjectStore store = store(RequestTerms.NONE);
		ObjectSpec object = Specs.of(KEY, Map.of("owner", "a"), settings);
		if (way == Way.PUT) {
			store.put(object, PartBodies.of(1, PartBodies.bytes(10, 1)));
			return;
		}
		Upload upload = store.create(object).upload();
		store.complete(upload, Completion.of(List.of(store.send(upload, PartBodies.of(1, PartBodies.bytes(10, 1))))));
	}

	/** The last request that says what is to be so of an object. */
	RecordedRequest begin(Way way) {
		List<RecordedRequest> requests = this.s3
			.requests((way == Way.PUT) ? Op.PUT_OBJECT : Op.CREATE_MULTIPART_UPLOAD);
		return requests.get(requests.size() - 1);
	}

	/** As verify does it. */
	static void read(ObjectStore store, int bytes) throws IOException {
		StoredObject object = store.reader().head(KEY, null).orElseThrow();
		ObjectVersion version = new ObjectVersion(KEY, null, object.etag());
		assertThat(store.reader().partSize(version)).hasValue(bytes);
		try (InputStream in = store.reader().read(version, 0, bytes)) {
			assertThat(in.readAllBytes()).hasSize(bytes);
		}
	}

	@Override
	public void close() {
		this.stores.close();
		this.s3.close();
	}

}
