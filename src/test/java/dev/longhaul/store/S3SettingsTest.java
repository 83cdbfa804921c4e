package dev.longhaul.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said of an object arrives in the headers that S3 wants, by PutObject and by
 * CreateMultipartUpload alike, and the store keeps it.
 */
@ExtendWith(AccessKeys.class)
class S3SettingsTest {

	private static final String KEY = "db/file.bin";

	private static final String OWNER = "111122223333";

	private static final ObjectSpec PLAIN = Specs.of(KEY);

	@TempDir
	private Path folder;

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	private final S3ObjectStores stores = new S3ObjectStores(2);

	/** The two ways in which an object comes to be. */
	enum Way {

		PUT, MULTIPART

	}

	@AfterEach
	void close() {
		this.stores.close();
		this.s3.close();
	}

	@ParameterizedTest
	@EnumSource
	void headers_of_the_content_are_kept_with_the_object(Way way) {
		ContentHeaders headers = new ContentHeaders("text/csv; charset=utf-8", "max-age=60, no-transform", "gzip",
				"attachment; filename=\"a b.csv\"");

		make(way, new ObjectSettings(headers, "STANDARD_IA", null, Map.of(), Encryption.NONE, null));

		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("content-type", "text/csv; charset=utf-8")
			.containsEntry("cache-control", "max-age=60, no-transform")
			.containsEntry("content-encoding", "gzip")
			.containsEntry("content-disposition", "attachment; filename=\"a b.csv\"")
			.containsEntry("x-amz-storage-class", "STANDARD_IA");
	}

	@ParameterizedTest
	@EnumSource
	void nothing_is_said_that_was_not_set(Way way) {
		make(way, ObjectSettings.NONE);

		assertThat(this.s3.requests()).allSatisfy((request) -> assertThat(request.headers().keySet())
			.doesNotContain("cache-control", "content-encoding", "content-disposition", "x-amz-tagging", "x-amz-acl")
			.noneMatch((name) -> name.matches("x-amz-(server-side|object-lock|expected|request-payer).*")));
	}

	@ParameterizedTest
	@EnumSource
	void tags_travel_in_one_header_as_in_a_query(Way way) {
		Map<String, String> tags = new LinkedHashMap<>();
		tags.put("team", "a b = c");
		tags.put("cost center", "4+2/1");
		tags.put("größe", "日本");
		tags.put("empty", "");

		make(way, tagged(tags));

		assertThat(begin(way).headers()).containsEntry("x-amz-tagging",
				"team=a%20b%20%3D%20c&cost%20center=4%2B2%2F1&gr%C3%B6%C3%9Fe=%E6%97%A5%E6%9C%AC&empty=");
		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("x-amz-tagging-count", "4");
	}

	@ParameterizedTest
	@EnumSource
	void a_store_refuses_more_tags_than_ten(Way way) {
		Map<String, String> tags = new LinkedHashMap<>();
		IntStream.rangeClosed(1, 11).forEach((number) -> tags.put("tag" + number, ""));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> make(way, tagged(tags)))
			.withMessageContaining("Object tags cannot be greater than 10");
	}

	@ParameterizedTest
	@EnumSource(CannedAcl.class)
	void every_canned_acl_is_one_of_s3s(CannedAcl acl) {
		for (Way way : Way.values()) {
			make(way, new ObjectSettings(ContentHeaders.NONE, null, acl, Map.of(), Encryption.NONE, null));

			assertThat(begin(way).headers()).containsEntry("x-amz-acl", acl.word());
		}
	}

	@Test
	void a_part_says_nothing_of_the_object() {
		make(Way.MULTIPART, new ObjectSettings(new ContentHeaders("text/plain", "no-store", "gzip", "inline"),
				"STANDARD_IA", CannedAcl.PRIVATE, Map.of("a", "b"), Encryption.NONE, null));

		for (Op op : List.of(Op.UPLOAD_PART, Op.COMPLETE_MULTIPART_UPLOAD)) {
			assertThat(this.s3.requests(op)).isNotEmpty()
				.allSatisfy((request) -> assertThat(request.headers().keySet()).doesNotContain("cache-control",
						"content-encoding", "content-disposition", "x-amz-tagging", "x-amz-acl",
						"x-amz-storage-class"));
		}
	}

	@Test
	void every_request_says_whose_the_bucket_is_and_who_pays() throws IOException {
		this.s3.giveTo("vault", OWNER);
		this.s3.letRequesterPay("vault");
		ObjectStore store = store(new RequestTerms(OWNER, true, null));
		ObjectSpec object = Specs.of(KEY);
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));

		store.put(object, body);
		Upload upload = store.create(object).upload();
		UploadedPart part = store.send(upload, body);
		assertThat(store.listParts(upload)).singleElement().matches(part::agreesWith);
		store.complete(upload, Completion.of(List.of(part)));
		store.abort(store.create(object).upload());
		assertThat(store.openUploads(KEY)).isEmpty();
		read(store, 10);

		assertThat(this.s3.requests()).extracting(RecordedRequest::op)
			.contains(Op.PUT_OBJECT, Op.CREATE_MULTIPART_UPLOAD, Op.UPLOAD_PART, Op.LIST_PARTS,
					Op.COMPLETE_MULTIPART_UPLOAD, Op.ABORT_MULTIPART_UPLOAD, Op.LIST_MULTIPART_UPLOADS, Op.HEAD_OBJECT,
					Op.GET_OBJECT);
		assertThat(this.s3.requests())
			.allSatisfy((request) -> assertThat(request.headers()).containsEntry("x-amz-expected-bucket-owner", OWNER)
				.containsEntry("x-amz-request-payer", "requester"));
	}

	@Test
	void a_bucket_of_another_account_is_told_of() {
		this.s3.giveTo("vault", "444455556666");
		ObjectStore store = store(new RequestTerms(OWNER, false, null));

		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> store.head(KEY))
			.withMessageContaining("does not belong to 111122223333, which destination.expected-owner says");
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(store::openUploads)
			.withMessageContaining("403 AccessDenied")
			.withMessageContaining("destination.expected-owner");
	}

	@Test
	void a_look_at_a_key_that_is_refused_names_the_rights_that_it_takes() {
		this.s3.faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));

		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> store(RequestTerms.NONE).head(KEY))
			.withMessageContaining("grant them this right")
			.withMessageContaining("s3:GetObject, and s3:ListBucket");
	}

	@ParameterizedTest
	@EnumSource
	void a_key_of_kms_is_named_with_its_context(Way way) {
		Encryption encryption = new Encryption(Encryption.Type.SSE_KMS, "alias/backup",
				Map.of("team", "größe", "app", "db"), true);

		make(way, encrypted(encryption));

		assertThat(begin(way).headers()).containsEntry("x-amz-server-side-encryption", "aws:kms")
			.containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "alias/backup")
			.containsEntry("x-amz-server-side-encryption-context",
					Base64.getEncoder()
						.encodeToString("{\"app\":\"db\",\"team\":\"größe\"}".getBytes(StandardCharsets.UTF_8)))
			.containsEntry("x-amz-server-side-encryption-bucket-key-enabled", "true");
		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("x-amz-server-side-encryption", "aws:kms");
	}

	@ParameterizedTest
	@CsvSource({ "SSE_S3, AES256, true", "SSE_KMS, aws:kms, false", "DSSE_KMS, aws:kms:dsse, false" })
	void etags_count_as_md5s_only_where_they_are(Encryption.Type type, String word, boolean md5Etags) {
		for (Way way : Way.values()) {
			make(way, encrypted(new Encryption(type, null, Map.of(), null)));

			assertThat(begin(way).headers()).containsEntry("x-amz-server-side-encryption", word);
			assertThat(store(RequestTerms.NONE).head(KEY)).map(StoredObject::hasMd5Etag).contains(md5Etags);
		}
	}

	@Test
	void a_key_of_our_own_goes_with_each_request_on_what_it_encrypts() throws IOException {
		ObjectStore store = store(keyed("a"));
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));

		store.put(PLAIN, body);
		Upload upload = store.create(PLAIN).upload();
		UploadedPart part = store.send(upload, body);
		assertThat(part.etag()).isNotEqualTo(body.checksum().hex());
		assertThat(store.listParts(upload)).singleElement().matches(part::agreesWith);
		store.complete(upload, Completion.of(List.of(part)));
		assertThat(store.head(KEY)).map(StoredObject::hasMd5Etag).contains(false);
		store.abort(store.create(PLAIN).upload());
		assertThat(store.openUploads(KEY)).isEmpty();
		read(store, 10);

		assertThat(this.s3.requests()).hasSize(12).allSatisfy((request) -> {
			boolean without = request.op() == Op.ABORT_MULTIPART_UPLOAD || request.op() == Op.LIST_MULTIPART_UPLOADS;
			assertThat(request.headers().containsKey("x-amz-server-side-encryption-customer-key")).isEqualTo(!without);
			assertThat(request.status()).isLessThan(300);
		});
	}

	/** The environment may name an endpoint where the definition does not. */
	@Test
	void a_key_of_our_own_does_not_leave_the_machine_in_clear_text() throws IOException {
		URI overheard = URI.create("http://s3.invalid:" + this.s3.endpoint().getPort());
		ObjectStore store = this.stores.at(Addresses.at("vault", overheard), keyed("a"));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> store.create(PLAIN))
			.withMessageContaining("would go to http://s3.invalid in clear text, so nothing was sent");
		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> store.head(KEY));
	}

	@Test
	void an_upload_that_was_begun_with_another_key_says_so() throws IOException {
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));
		Upload upload = store(keyed("a")).create(PLAIN).upload();

		for (ObjectStore other : List.of(store(keyed("b")), store(RequestTerms.NONE))) {
			assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> other.send(upload, body))
				.withMessageContaining("UploadPart 1 of " + KEY)
				.withMessageContaining(
						"begun with another key than destination.encryption says now: put that one back");
			assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> other.listParts(upload))
				.withMessageContaining("begun with another key");
			Upload another = store(keyed("a")).create(PLAIN).upload();
			other.abort(another);
			assertThat(this.s3.openUploads()).as("an abort needs no key")
				.noneMatch((open) -> open.uploadId().equals(another.id()));
		}
	}

	@Test
	void an_object_of_another_key_is_told_of_and_one_of_no_key_is_shown() throws IOException {
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));
		store(keyed("a")).put(PLAIN, body);

		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> store(keyed("b")).head(KEY))
			.withMessageContaining("encrypted with another key than that of destination.encryption.key-file");
		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> store(RequestTerms.NONE).head(KEY))
			.withMessageContaining("encrypted with a key of its own (SSE-C)");

		store(RequestTerms.NONE).put(PLAIN, body);
		assertThat(store(keyed("a")).head(KEY)).map(StoredObject::etag).contains(body.checksum().hex());
	}

	@Test
	void a_key_that_is_gone_keeps_no_upload_from_being_aborted() throws IOException {
		RequestTerms terms = keyed("a");
		ObjectStore store = store(terms);
		Upload upload = store.create(PLAIN).upload();
		Files.delete(Objects.requireNonNull(terms.keyFile()));

		assertThatExceptionOfType(RequestRefused.class)
			.isThrownBy(() -> store.send(upload, PartBodies.of(1, new byte[1])))
			.withMessageContaining("the key of destination.encryption.key-file cannot be used")
			.withMessageContaining("cannot be read");
		store.abort(upload);
		assertThat(this.s3.openUploads()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "400, KMS.DisabledException, dev.longhaul.store.RequestRefused, enable the key of",
			"400, KMS.NotFoundException, dev.longhaul.store.RequestRefused, enable the key of",
			"403, AccessDenied, dev.longhaul.store.AccessRefused, grant this right to the credentials",
			"400, KMS.KeyUnavailableException, dev.longhaul.store.StoreUnavailable, run again later" })
	void what_kms_refuses_says_who_can_cure_it(int status, String code, Class<StoreException> fact, String advice) {
		this.s3.faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).answer(status, code));
		Encryption encryption = new Encryption(Encryption.Type.SSE_KMS, null, Map.of(), null);

		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> make(Way.MULTIPART, encrypted(encryption)))
			.isInstanceOf(fact)
			.withMessageContaining(status + " " + code)
			.withMessageContaining(advice);
	}

	/** As verify does it. */
	private static void read(ObjectStore store, int bytes) throws IOException {
		StoredObject object = store.reader().head(KEY, null).orElseThrow();
		ObjectVersion version = new ObjectVersion(KEY, null, object.etag());
		assertThat(store.reader().partSize(version)).hasValue(bytes);
		try (InputStream in = store.reader().read(version, 0, bytes)) {
			assertThat(in.readAllBytes()).hasSize(bytes);
		}
	}

	private RequestTerms keyed(String name) throws IOException {
		Path file = this.folder.resolve(name + ".key");
		if (!Files.exists(file)) {
			Files.writeString(file, name.repeat(32));
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		}
		return new RequestTerms(null, false, file);
	}

	private static ObjectSettings encrypted(Encryption encryption) {
		return new ObjectSettings(ContentHeaders.NONE, null, null, Map.of(), encryption, null);
	}

	@ParameterizedTest
	@EnumSource
	void a_lock_says_its_mode_its_end_and_its_hold(Way way) {
		this.s3.enableObjectLock("vault");
		Instant end = Instant.parse("2099-01-31T04:05:06Z");

		make(way, ObjectSettings.NONE.locked(new ObjectLock(ObjectLock.Mode.COMPLIANCE, end, false)));
		assertThat(begin(way).headers()).containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
			.containsEntry("x-amz-object-lock-retain-until-date", "2099-01-31T04:05:06Z")
			.doesNotContainKey("x-amz-object-lock-legal-hold");

		make(way, ObjectSettings.NONE.locked(new ObjectLock(null, null, true)));
		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("x-amz-object-lock-legal-hold", "ON")
			.doesNotContainKey("x-amz-object-lock-mode");
	}

	@ParameterizedTest
	@EnumSource
	void a_bucket_that_was_not_made_for_locks_says_so(Way way) {
		ObjectSettings locked = ObjectSettings.NONE.locked(new ObjectLock(null, null, true));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> make(way, locked))
			.withMessageContaining("Bucket is missing Object Lock Configuration");
	}

	private static ObjectSettings tagged(Map<String, String> tags) {
		return new ObjectSettings(ContentHeaders.NONE, null, null, tags, Encryption.NONE, null);
	}

	private ObjectStore store(RequestTerms terms) {
		return this.stores.at(Addresses.at("vault", this.s3.endpoint()), terms);
	}

	private void make(Way way, ObjectSettings settings) {
		ObjectStore store = store(RequestTerms.NONE);
		ObjectSpec object = Specs.of(KEY, Map.of("owner", "a"), settings);
		if (way == Way.PUT) {
			store.put(object, PartBodies.of(1, PartBodies.bytes(10, 1)));
			return;
		}
		Upload upload = store.create(object).upload();
		store.complete(upload, Completion.of(List.of(store.send(upload, PartBodies.of(1, PartBodies.bytes(10, 1))))));
	}

	private RecordedRequest begin(Way way) {
		List<RecordedRequest> requests = this.s3
			.requests((way == Way.PUT) ? Op.PUT_OBJECT : Op.CREATE_MULTIPART_UPLOAD);
		return requests.get(requests.size() - 1);
	}

}
