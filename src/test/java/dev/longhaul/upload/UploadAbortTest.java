package dev.longhaul.upload;

import java.util.List;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadGone;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;

import static dev.longhaul.upload.UploadOfTwoParts.KEY;
import static dev.longhaul.upload.UploadOfTwoParts.hasty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An abort ends when the store does not know the upload any more.
 */
class UploadAbortTest {

	private final UploadOfTwoParts sent = new UploadOfTwoParts();

	private final UploadFinisher finisher = hasty(this.sent.store());

	@Test
	void aborts_until_the_store_does_not_know_the_upload() {
		this.finisher.abort(this.sent.upload());

		assertThat(this.sent.store().openUploads(KEY)).isEmpty();
		assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> this.sent.store().listParts(this.sent.upload()));
		assertThatCode(() -> this.finisher.abort(this.sent.upload())).doesNotThrowAnyException();
	}

	@Test
	void aborts_again_while_parts_in_flight_arrive() {
		DeafStore deaf = new DeafStore(this.sent.store(), 2);

		assertThat(new UploadFinisher(deaf).abort(this.sent.upload())).as("known after the first request").isTrue();
		assertThat(deaf.aborts).isEqualTo(3);
		assertThat(this.sent.store().openUploads(KEY)).isEmpty();
	}

	@Test
	void gives_up_when_an_abort_never_ends() {
		DeafStore deaf = new DeafStore(this.sent.store(), 1_000);

		assertThatExceptionOfType(AbortUnfinished.class)
			.isThrownBy(() -> new UploadFinisher(deaf).abort(this.sent.upload()))
			.withMessageContaining(KEY)
			.withMessageContaining("the next run aborts it again");
		assertThat(deaf.aborts).isGreaterThan(1);
		assertThat(this.sent.store().openUploads(KEY)).hasSize(1);
	}

	@Test
	void is_not_done_while_the_upload_is_listed_though_it_has_no_parts() {
		ObjectStore forgetful = new ForwardingStore(new DeafStore(this.sent.store(), 1_000)) {
			@Override
			public List<UploadedPart> listParts(Upload upload) {
				return List.of();
			}
		};

		assertThatExceptionOfType(AbortUnfinished.class)
			.isThrownBy(() -> new UploadFinisher(forgetful).abort(this.sent.upload()));
	}

	@Test
	void is_done_where_a_store_lists_no_parts_instead_of_refusing() {
		ObjectStore lax = new ForwardingStore(this.sent.store()) {
			@Override
			public List<UploadedPart> listParts(Upload upload) {
				return openUploads(upload.key()).isEmpty() ? List.of() : super.listParts(upload);
			}
		};

		assertThat(new UploadFinisher(lax).abort(this.sent.upload())).as("known after the first request").isFalse();
		assertThat(this.sent.store().openUploads(KEY)).isEmpty();
	}

	@Test
	void aborts_no_other_upload_of_the_key() {
		Upload other = this.sent.begin("other");

		this.finisher.abort(this.sent.upload());

		assertThat(this.sent.store().openUploads(KEY)).extracting(OpenUpload::upload).containsExactly(other);
	}

	@Test
	void passes_on_that_an_abort_is_forbidden() {
		StoreException forbidden = new AccessRefused("403 AccessDenied", null);
		ObjectStore forbidding = new ForwardingStore(this.sent.store()) {
			@Override
			public void abort(Upload upload) {
				throw forbidden;
			}
		};

		assertThatThrownBy(() -> new UploadFinisher(forbidding).abort(this.sent.upload())).isSameAs(forbidden);
	}

	/** Answers an abort as if it was done, but does not do it the first times. */
	private static final class DeafStore extends ForwardingStore {

		private final int times;

		private int aborts;

		DeafStore(ObjectStore store, int times) {
			super(store);
			this.times = times;
		}

		@Override
		public void abort(Upload upload) {
			this.aborts++;
			if (this.aborts > this.times) {
				super.abort(upload);
			}
		}

	}

}
