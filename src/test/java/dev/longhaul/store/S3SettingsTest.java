package dev.longhaul.store;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.longhaul.store.MadeObjects.Way;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.longhaul.store.MadeObjects.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said of an object arrives in the headers that S3 wants, by PutObject and by
 * CreateMultipartUpload alike, and the store keeps it.
 */
@ExtendWith(AccessKeys.class)
class S3SettingsTest {

	private static final String OWNER = "111122223333";

	private final MadeObjects objects = new MadeObjects();

	private final StrictS3 s3 = this.objects.s3();

	@AfterEach
	void close() {
		this.objects.close();
	}

	@ParameterizedTest
	@EnumSource
	void headers_of_the_content_are_kept_with_the_object(Way way) {
		ContentHeaders headers = new ContentHeaders("text/csv; charset=utf-8", "max-age=60, no-transform", "gzip",
				"attachment; filename=\"a b.csv\"");

		this.objects.make(way, new ObjectSettings(headers, "STANDARD_IA", null, Map.of(), Encryption.NONE, null));

		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("content-type", "text/csv; charset=utf-8")
			.containsEntry("cache-control", "max-age=60, no-transform")
			.containsEntry("content-encoding", "gzip")
			.containsEntry("content-disposition", "attachment; filename=\"a b.csv\"")
			.containsEntry("x-amz-storage-class", "STANDARD_IA");
	}

	@ParameterizedTest
	@EnumSource
	void an_object_without_a_type_is_of_the_same_type_however_it_is_made(Way way) {
		this.objects.make(way, ObjectSettings.NONE);

		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("content-type", "application/octet-stream");
	}

	@ParameterizedTest
	@EnumSource
	void nothing_is_said_that_was_not_set(Way way) {
		this.objects.make(way, ObjectSettings.NONE);

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

		this.objects.make(way, tagged(tags));

		assertThat(this.objects.begin(way).headers()).containsEntry("x-amz-tagging",
				"team=a%20b%20%3D%20c&cost%20center=4%2B2%2F1&gr%C3%B6%C3%9Fe=%E6%97%A5%E6%9C%AC&empty=");
		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("x-amz-tagging-count", "4");
	}

	@ParameterizedTest
	@EnumSource
	void a_store_refuses_more_tags_than_ten(Way way) {
		Map<String, String> tags = new LinkedHashMap<>();
		IntStream.rangeClosed(1, 11).forEach((number) -> tags.put("tag" + number, ""));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> this.objects.make(way, tagged(tags)))
			.withMessageContaining("Object tags cannot be greater than 10");
	}

	@ParameterizedTest
	@EnumSource(CannedAcl.class)
	void every_canned_acl_is_one_of_s3s(CannedAcl acl) {
		for (Way way : Way.values()) {
			this.objects.make(way, new ObjectSettings(ContentHeaders.NONE, null, acl, Map.of(), Encryption.NONE, null));

			assertThat(this.objects.begin(way).headers()).containsEntry("x-amz-acl", acl.word());
		}
	}

	@Test
	void a_part_says_nothing_of_the_object() {
		this.objects.make(Way.MULTIPART,
				new ObjectSettings(new ContentHeaders("text/plain", "no-store", "gzip", "inline"), "STANDARD_IA",
						CannedAcl.PRIVATE, Map.of("a", "b"), Encryption.NONE, null));

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
		ObjectStore store = this.objects.store(new RequestTerms(OWNER, true, null));
		ObjectSpec object = Specs.of(KEY);
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));

		store.put(object, body);
		Upload upload = store.create(object).upload();
		UploadedPart part = store.send(upload, body);
		assertThat(store.listParts(upload)).singleElement().matches(part::agreesWith);
		store.complete(upload, Completion.of(List.of(part)));
		store.abort(store.create(object).upload());
		assertThat(store.openUploads(KEY)).isEmpty();
		MadeObjects.read(store, 10);

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
		ObjectStore store = this.objects.store(new RequestTerms(OWNER, false, null));

		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> store.head(KEY))
			.withMessageContaining("does not belong to 111122223333, which destination.expected-owner says");
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(store::openUploads)
			.withMessageContaining("403 AccessDenied")
			.withMessageContaining("destination.expected-owner");
	}

	@Test
	void a_look_at_a_key_that_is_refused_names_the_rights_that_it_takes() {
		this.s3.faults().add(Fault.on(Op.HEAD_OBJECT).answer(403, "AccessDenied"));

		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> this.objects.store(RequestTerms.NONE).head(KEY))
			.withMessageContaining("grant them this right")
			.withMessageContaining("s3:GetObject, and s3:ListBucket");
	}

	@ParameterizedTest
	@EnumSource
	void a_lock_says_its_mode_its_end_and_its_hold(Way way) {
		this.s3.enableObjectLock("vault");
		Instant end = Instant.parse("2099-01-31T04:05:06Z");

		this.objects.make(way, ObjectSettings.NONE.locked(new ObjectLock(ObjectLock.Mode.COMPLIANCE, end, false)));
		assertThat(this.objects.begin(way).headers()).containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
			.containsEntry("x-amz-object-lock-retain-until-date", "2099-01-31T04:05:06Z")
			.doesNotContainKey("x-amz-object-lock-legal-hold");

		this.objects.make(way, ObjectSettings.NONE.locked(new ObjectLock(null, null, true)));
		assertThat(this.s3.object("vault", KEY).headers()).containsEntry("x-amz-object-lock-legal-hold", "ON")
			.doesNotContainKey("x-amz-object-lock-mode");
	}

	@ParameterizedTest
	@EnumSource
	void a_bucket_that_was_not_made_for_locks_says_so(Way way) {
		ObjectSettings locked = ObjectSettings.NONE.locked(new ObjectLock(null, null, true));

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> this.objects.make(way, locked))
			.withMessageContaining("Bucket is missing Object Lock Configuration");
	}

	private static ObjectSettings tagged(Map<String, String> tags) {
		return new ObjectSettings(ContentHeaders.NONE, null, null, tags, Encryption.NONE, null);
	}

}
