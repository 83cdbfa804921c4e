package dev.longhaul.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.longhaul.OwnThread;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.Part;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The contract on a store that is as strict as AWS.
 */
@ExtendWith(AccessKeys.class)
class StrictObjectStoreTest extends ObjectStoreContract {

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final S3ObjectStores stores = new S3ObjectStores(2);

	@Override
	protected ObjectStore emptyStore() {
		return this.stores.at(Addresses.at("vault", this.s3.endpoint()), RequestTerms.NONE);
	}

	@Test
	void requests_that_fail_do_not_use_up_the_tries_of_others() {
		List<String> keys = IntStream.range(0, 40).mapToObj((number) -> "key-" + number).toList();
		keys.forEach(
				(key) -> this.s3.faults().add(Fault.on(Op.PUT_OBJECT).key(key).times(7).answer(500, "InternalError")));
		ObjectStore store = emptyStore();

		List<CompletableFuture<Void>> puts = keys.stream()
			.map((key) -> OwnThread.run(() -> store.put(Specs.of(key), PartBodies.of(1, new byte[1]))))
			.toList();

		assertThat(puts).allSatisfy((put) -> assertThat(put).succeedsWithin(Duration.ofMinutes(1)));
	}

	@Test
	void an_interrupt_ends_the_pause_between_two_tries() {
		Thread asking = Thread.currentThread();
		this.s3.faults().add(Fault.on(Op.HEAD_OBJECT).nth(2).whenDone(asking::interrupt));
		this.s3.faults().add(Fault.on(Op.HEAD_OBJECT).answer(500, "InternalError"));
		ObjectStore store = emptyStore();

		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.head("key"));

		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.s3.requests(Op.HEAD_OBJECT)).hasSize(2);
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

		emptyStore().put(Specs.of("key"),
				new PartBody(new Part(1, 0, bytes.length), ChecksumAlgorithm.MD5.of(bytes), content));

		assertThat(opened).containsExactly("to look", "to send", "to look", "to send");
	}

	@Test
	void compares_the_checksum_that_was_sent_where_the_store_adds_one_of_its_own() {
		ObjectStore store = emptyStore();
		byte[] bytes = PartBodies.bytes(1000, 1);
		PartBody body = PartBodies.of(1, bytes, ChecksumAlgorithm.CRC32C);
		this.s3.faults()
			.add(Fault.onAny().header("x-amz-checksum-crc64nvme", ChecksumAlgorithm.CRC64NVME.of(bytes).base64()));

		Upload upload = store.create(spec("key", ChecksumAlgorithm.CRC32C)).upload();

		assertThat(store.send(upload, body).checksum()).isEqualTo(body.checksum());
		assertThat(store.put(spec("key", ChecksumAlgorithm.CRC32C), body, WriteCondition.ALWAYS)).isTrue();
	}

	@Test
	void goes_on_reading_where_an_answer_broke_off() throws IOException {
		ObjectStore store = emptyStore();
		byte[] bytes = PartBodies.bytes(1 << 20, 1);
		store.put(Specs.of("key"), PartBodies.of(1, bytes));
		this.s3.faults().add(Fault.on(Op.GET_OBJECT).times(3).resetInAnswer());

		try (InputStream in = read(store, bytes.length)) {
			assertThat(in.readAllBytes()).isEqualTo(bytes);
		}

		assertThat(this.s3.requests(Op.GET_OBJECT)).hasSize(4)
			.extracting((request) -> request.headers().get("range"))
			.startsWith("bytes=0-1048575")
			.doesNotHaveDuplicates();
	}

	@Test
	void gives_up_reading_when_every_answer_breaks_off() {
		ObjectStore store = emptyStore();
		store.put(Specs.of("key"), PartBodies.of(1, PartBodies.bytes(1, 1)));
		this.s3.faults().add(Fault.on(Op.GET_OBJECT).resetInAnswer());

		assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> read(store, 1).readAllBytes());
	}

	@Test
	void notices_that_an_object_was_replaced_while_it_was_read() {
		ObjectStore store = emptyStore();
		byte[] bytes = PartBodies.bytes(1 << 20, 1);
		ObjectSpec object = Specs.of("key");
		store.put(object, PartBodies.of(1, bytes));
		this.s3.faults().add(Fault.on(Op.GET_OBJECT).once().resetInAnswer());
		this.s3.faults()
			.add(Fault.on(Op.GET_OBJECT).nth(2).then(() -> store.put(object, PartBodies.of(1, new byte[1 << 20]))));

		assertThatExceptionOfType(PreconditionFailed.class).isThrownBy(() -> read(store, bytes.length).readAllBytes());
	}

	private static InputStream read(ObjectStore store, long length) {
		ObjectReader reader = store.reader();
		return reader.read(new ObjectVersion("key", null, reader.head("key", null).orElseThrow().etag()), 0, length);
	}

	@Test
	void reads_the_version_that_is_meant() throws IOException {
		ObjectStore store = emptyStore();
		this.s3.keepVersions("vault");
		ObjectSpec object = Specs.of("key");
		store.put(object, PartBodies.of(1, new byte[] { 1 }));
		StoredObject first = store.reader().head("key", null).orElseThrow();
		store.put(object, PartBodies.of(1, new byte[] { 2 }));

		assertThat(first.versionId()).isNotNull();
		assertThat(store.head("key").orElseThrow().versionId()).isNotEqualTo(first.versionId());
		assertThat(store.reader().head("key", first.versionId())).contains(first);
		assertThat(store.reader().head("key", "version77")).isEmpty();
		assertThatExceptionOfType(RequestRefused.class).as("an answer without a word says nothing of the version")
			.isThrownBy(() -> store.reader().head("key", "none"));
		try (InputStream in = store.reader().read(new ObjectVersion("key", first.versionId(), first.etag()), 0, 1)) {
			assertThat(in.readAllBytes()).containsExactly(1);
		}
	}

	@Test
	void lists_uploads_though_xml_has_no_character_for_the_key_of_one() {
		ObjectStore store = emptyStore();
		List<String> keys = List.of("100%41 a+b ä.bin", "100%41 a+b ä.bin\r", "photo\u0001.jpg", "photo\u0001.jpg2",
				"photo\uffff", "tail & more", "tail & more/\r\n\t<");
		keys.forEach((key) -> this.s3.beginUpload("vault", key));
		this.s3.faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).shortPages(2));

		assertThat(store.openUploads().all()).extracting((open) -> open.upload().key())
			.containsExactlyInAnyOrderElementsOf(keys);

		assertThat(keys).filteredOn((key) -> !key.contains("photo\u0001"))
			.allSatisfy((key) -> assertThat(store.openUploads(key)).as(key).hasSize(1));
		assertThat(this.s3.requests(Op.LIST_MULTIPART_UPLOADS)).hasSizeLessThan(20);
	}

	@Test
	void takes_a_key_as_it_stands_where_a_store_only_says_that_it_encodes() {
		ObjectStore store = emptyStore();
		this.s3.beginUpload("vault", "100%41 a+b.bin");
		this.s3.faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).onlySaysThatItEncodes());

		assertThat(store.openUploads("100%41 a+b.bin")).hasSize(1);
		assertThat(store.openUploads().all()).singleElement()
			.satisfies((open) -> assertThat(open.upload().key()).isEqualTo("100%41 a+b.bin"));
	}

	@AfterEach
	void close() {
		this.stores.close();
		this.s3.close();
	}

}
