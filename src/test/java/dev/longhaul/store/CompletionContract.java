package dev.longhaul.store;

import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store makes of the parts of an upload: one object, of exactly those parts.
 */
interface CompletionContract extends StoreUnderTest {

	@Test
	default void joins_the_parts_to_one_object_with_its_marker() {
		Upload upload = begin(KEY);
		byte[] first = PartBodies.bytes(FIVE_MIB, 1);
		byte[] last = PartBodies.bytes(10, 2);
		UploadedPart second = store().send(upload, PartBodies.of(2, last));

		complete(upload, store().send(upload, PartBodies.of(1, first)), second);

		StoredObject object = store().head(KEY).orElseThrow();
		assertThat(object.key()).isEqualTo(KEY);
		assertThat(object.size()).isEqualTo(FIVE_MIB + 10);
		assertThat(object.encryption().leavesMd5Etags()).isTrue();
		assertThat(object.etag()).isEqualTo(etagOf(first, last));
		assertThat(object.hasMarker(MARKER)).isTrue();
		assertThat(object.hasMarker("other")).isFalse();
		assertThat(object.metadata()).containsEntry("owner", "team a");
	}

	@Test
	default void replaces_an_object_when_an_upload_of_its_key_is_completed() {
		store().put(Specs.of(KEY), PartBodies.of(1, PartBodies.bytes(30, 4)));
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);
		assertThat(store().head(KEY)).map(StoredObject::size).contains(30L);

		complete(upload, part);

		assertThat(store().head(KEY)).map(StoredObject::size).contains(10L);
		assertThat(store().head(KEY)).map((object) -> object.hasMarker(MARKER)).contains(true);
	}

	@Test
	default void makes_an_object_only_if_the_key_has_none() {
		PartBody body = PartBodies.of(1, PartBodies.bytes(10, 1));
		Upload upload = begin(KEY);
		Completion completion = new Completion(List.of(send(upload, 1, 10)), null, WriteCondition.IF_ABSENT);

		store().put(spec(KEY), body, WriteCondition.IF_ABSENT);

		assertThatExceptionOfType(PreconditionFailed.class)
			.isThrownBy(() -> store().put(spec(KEY), body, WriteCondition.IF_ABSENT));
		assertThatExceptionOfType(PreconditionFailed.class).isThrownBy(() -> store().complete(upload, completion));
		assertThat(store().listParts(upload)).hasSize(1);
		Upload other = begin("other");
		store().complete(other, new Completion(List.of(send(other, 1, 10)), null, WriteCondition.IF_ABSENT));
		assertThat(store().head("other")).isPresent();
	}

	@Test
	default void takes_gaps_between_the_numbers_of_the_parts() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 2, FIVE_MIB);

		complete(upload, first, send(upload, 9, 1));

		assertThat(store().head(KEY)).map(StoredObject::size).contains(FIVE_MIB + 1L);
	}

	@Test
	default void refuses_to_complete_without_a_part_that_is_listed() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, FIVE_MIB);
		UploadedPart missing = new UploadedPart(2, 10, PartBodies.md5(PartBodies.bytes(10, 2)));

		assertThatExceptionOfType(PartUnknown.class).isThrownBy(() -> complete(upload, first, missing));
		assertStillOpen(upload);
	}

	@Test
	default void refuses_to_complete_with_an_etag_that_is_not_the_parts() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, 10);
		UploadedPart wrong = new UploadedPart(1, 10, PartBodies.md5(PartBodies.bytes(10, 99)));

		assertThatExceptionOfType(PartUnknown.class).isThrownBy(() -> complete(upload, wrong));
		assertStillOpen(upload);
		complete(upload, first);
	}

	@Test
	default void refuses_to_complete_with_a_part_below_5_mib_that_is_not_the_last() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, FIVE_MIB - 1);
		UploadedPart last = send(upload, 2, 10);

		assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> complete(upload, first, last));
		assertStillOpen(upload);
	}

	@Test
	default void refuses_to_complete_with_parts_out_of_order() {
		Upload upload = begin(KEY);
		UploadedPart first = send(upload, 1, FIVE_MIB);
		UploadedPart last = send(upload, 2, FIVE_MIB);

		if (refusesPartsOutOfOrder()) {
			assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> complete(upload, last, first));
			assertStillOpen(upload);
		}
		complete(upload, first, last);
	}

	@Test
	default void refuses_to_complete_nothing() {
		Upload upload = begin(KEY);

		// MalformedXML says S3, NoSuchUpload says S3Proxy
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> complete(upload));
		assertThat(store().head(KEY)).isEmpty();
	}

	private void assertStillOpen(Upload upload) {
		assertThat(store().head(KEY)).isEmpty();
		assertThat(store().openUploads(KEY)).extracting(OpenUpload::upload).containsExactly(upload);
	}

	private static String etagOf(byte[] first, byte[] last) {
		byte[] digests = HexFormat.of().parseHex(PartBodies.md5(first) + PartBodies.md5(last));
		return PartBodies.md5(digests) + "-2";
	}

}
