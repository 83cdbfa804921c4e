package dev.longhaul.store;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(AccessKeys.class)
class UnsignedPayloadTest {

	private static final byte[] BYTES = PartBodies.bytes(1000, 1);

	private static final String BUCKET = "vault";

	private final S3ObjectStores stores = new S3ObjectStores(1);

	private final AtomicInteger readings = new AtomicInteger();

	@AfterEach
	void close() {
		this.stores.close();
	}

	@Test
	void bytes_are_read_once_and_not_signed_where_that_is_asked_for() {
		assertThat(signedOver(true)).containsExactly("PUT_OBJECT UNSIGNED-PAYLOAD", "CREATE_MULTIPART_UPLOAD SHA-256",
				"UPLOAD_PART UNSIGNED-PAYLOAD", "COMPLETE_MULTIPART_UPLOAD SHA-256");
		assertThat(this.readings).hasValue(2);
	}

	@Test
	void else_they_are_signed() {
		assertThat(signedOver(false)).containsExactly("PUT_OBJECT SHA-256", "CREATE_MULTIPART_UPLOAD SHA-256",
				"UPLOAD_PART SHA-256", "COMPLETE_MULTIPART_UPLOAD SHA-256");
		assertThat(this.readings).hasValue(4);
	}

	/** S3Proxy computes the signature anew. */
	@Test
	void the_signature_holds() throws Exception {
		BlobStore blobs = BlobStores.create("transient-nio2", new Properties());
		blobs.createContainer(BUCKET);
		S3Proxy server = S3Proxy.builder()
			.endpoint(URI.create("http://127.0.0.1:0"))
			.awsAuthentication(AuthenticationType.AWS_V2_OR_V4, StrictS3Options.ACCESS_KEY_ID, "secret")
			.blobStore(blobs)
			.ignoreUnknownHeaders(true)
			.stopTimeout(0)
			.build();
		server.start();
		try {
			send(URI.create("http://127.0.0.1:" + server.getPort()), true);
		}
		finally {
			server.stop();
		}

		assertThat(blobs.blobMetadata(BUCKET, "put").contentLength()).isEqualTo(BYTES.length);
		assertThat(blobs.blobMetadata(BUCKET, "multipart").contentLength()).isEqualTo(BYTES.length);
		assertThat(this.readings).hasValue(2);
	}

	private List<String> signedOver(boolean unsignedPayload) {
		try (StrictS3 s3 = StrictS3.start().createBucket(BUCKET)) {
			send(s3.endpoint(), unsignedPayload);
			List<String> said = new ArrayList<>();
			for (Op op : List.of(Op.PUT_OBJECT, Op.CREATE_MULTIPART_UPLOAD, Op.UPLOAD_PART,
					Op.COMPLETE_MULTIPART_UPLOAD)) {
				for (RecordedRequest request : s3.requests(op)) {
					String hash = request.headers().getOrDefault("x-amz-content-sha256", "");
					said.add(op + " " + (hash.matches("[0-9a-f]{64}") ? "SHA-256" : hash));
				}
			}
			return said;
		}
	}

	private void send(URI endpoint, boolean unsignedPayload) {
		Route route = new Route(true, false, false, false, unsignedPayload, null);
		ObjectStore store = this.stores.at(new StoreAddress(BUCKET, endpoint, null, route, Access.USUAL),
				RequestTerms.NONE);
		PartBody plain = PartBodies.of(1, BYTES);
		PartBody body = new PartBody(plain.part(), plain.checksum(), () -> {
			this.readings.incrementAndGet();
			return new ByteArrayInputStream(BYTES);
		});
		store.put(Specs.of("put"), body);
		Upload upload = store.create(Specs.of("multipart")).upload();
		store.complete(upload, Completion.of(List.of(store.send(upload, body))));
	}

}
