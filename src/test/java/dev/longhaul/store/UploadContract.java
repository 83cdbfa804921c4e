package dev.longhaul.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store keeps of uploads: they are listed until they end, and not known after.
 */
interface UploadContract extends StoreUnderTest {

	@Test
	default void begins_an_upload_that_is_listed_until_it_ends() {
		Instant before = Instant.now().minus(Duration.ofMinutes(1));
		Upload upload = begin(KEY);

		assertThat(store().openUploads(KEY)).singleElement().satisfies((open) -> {
			assertThat(open.upload()).isEqualTo(upload);
			assertThat(open.initiated()).isBetween(before, before.plus(Duration.ofMinutes(10)));
		});
		assertThat(store().listParts(upload)).isEmpty();
		assertThat(store().head(KEY)).isEmpty();
		complete(upload, send(upload, 1, 10));
		assertThat(store().openUploads(KEY)).isEmpty();
	}

	@Test
	default void keeps_two_uploads_of_one_key_apart() {
		Upload one = begin(KEY);
		Upload other = begin(KEY);
		UploadedPart part = send(one, 1, 10);

		assertThat(one.id()).isNotEqualTo(other.id());
		assertThat(store().openUploads(KEY)).extracting(OpenUpload::upload).containsExactlyInAnyOrder(one, other);
		assertThat(store().listParts(one)).containsExactly(part);
		assertThat(store().listParts(other)).isEmpty();
		store().abort(other);
		assertThat(store().openUploads(KEY)).extracting(OpenUpload::upload).containsExactly(one);
	}

	@Test
	default void lists_the_uploads_of_exactly_one_key() {
		Upload upload = begin("a/b");
		begin("a/b.part");
		begin("a/b/c");
		begin("a");

		assertThat(store().openUploads("a/b")).extracting(OpenUpload::upload).containsExactly(upload);
		assertThat(store().openUploads("a/")).isEmpty();
	}

	@Test
	default void lists_the_uploads_of_the_whole_bucket() {
		List<Upload> begun = List.of(begin("a/b"), begin("a/b.part"), begin("z"));

		assertThat(store().openUploads().all()).extracting(OpenUpload::upload).containsAll(begun);
		begun.forEach(store()::abort);
		assertThat(store().openUploads().all()).extracting(OpenUpload::upload).doesNotContainAnyElementsOf(begun);
	}

	@Test
	default void knows_no_upload_that_was_never_begun() {
		UploadedPart part = send(begin(KEY), 1, 10);
		Upload unknown = new Upload(KEY, "00000000-0000-0000-0000-000000000000");

		assertGone(unknown, part);
		assertThat(store().head(KEY)).isEmpty();
	}

	@Test
	default void knows_no_upload_by_the_id_of_another_key() {
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);

		if (looksForTheUploadOfAPart() && tiesAnUploadToItsKey()) {
			assertGone(new Upload("other", upload.id()), part);
		}
		complete(upload, part);
		assertThat(store().head("other")).isEmpty();
	}

	@Test
	default void knows_no_aborted_upload() {
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);

		store().abort(upload);

		assertThat(store().openUploads(KEY)).isEmpty();
		assertGone(upload, part);
		assertThat(store().head(KEY)).isEmpty();
		assertThat(store().openUploads(KEY)).isEmpty();
	}

	@Test
	default void knows_no_completed_upload() {
		Upload upload = begin(KEY);
		UploadedPart part = send(upload, 1, 10);
		complete(upload, part);
		Optional<StoredObject> object = store().head(KEY);

		assertThat(object).isPresent();
		if (refusesToCompleteAgain()) {
			assertGone(upload, part);
		}
		else {
			complete(upload, part);
		}
		assertThat(store().head(KEY)).isEqualTo(object);
		assertThat(store().openUploads(KEY)).isEmpty();
	}

	private void assertGone(Upload upload, UploadedPart part) {
		assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> complete(upload, part));
		assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> store().abort(upload));
		if (looksForTheUploadOfAPart()) {
			assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> store().listParts(upload));
			assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> send(upload, 1, 10));
		}
		else {
			assertThat(store().listParts(upload)).isEmpty();
		}
	}

}
