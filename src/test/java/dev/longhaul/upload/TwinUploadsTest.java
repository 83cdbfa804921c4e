package dev.longhaul.upload;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.Specs;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadGone;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;

import static dev.longhaul.upload.UploadOfTwoParts.KEY;
import static dev.longhaul.upload.UploadOfTwoParts.MARKER;
import static dev.longhaul.upload.UploadOfTwoParts.hasty;
import static dev.longhaul.upload.UploadOfTwoParts.spec;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads whose ids nobody learned are aborted, and those of others left alone.
 */
class TwinUploadsTest {

	private static final CreationWindow ALWAYS = new CreationWindow(Instant.EPOCH, Instant.MAX, false);

	private final UploadOfTwoParts sent = new UploadOfTwoParts();

	private final UploadFinisher finisher = hasty(this.sent.store());

	@Test
	void aborts_what_a_kill_left_behind_of_our_key() {
		Upload orphan = this.sent.begin(MARKER);
		Instant intent = Objects.requireNonNull(this.sent.store().openUploads(KEY).get(0).initiated());

		this.finisher.abortTwins(KEY, CreationWindow.after(intent), null);

		assertThat(this.sent.store().openUploads(KEY)).extracting(OpenUpload::upload)
			.doesNotContain(orphan)
			.containsExactly(this.sent.upload());
		assertThat(this.sent.store().listParts(this.sent.upload())).hasSize(2);
	}

	@Test
	void one_of_which_the_store_does_not_tell_when_it_was_begun_is_somebody_elses() {
		assertThat(ALWAYS.holds(new OpenUpload(this.sent.upload(), null))).isFalse();
	}

	@Test
	void passes_over_an_upload_that_is_only_listed_any_more() {
		Upload ghost = this.sent.begin("ghost");
		Upload orphan = this.sent.begin(MARKER);
		ObjectStore slow = new ForwardingStore(this.sent.store()) {
			@Override
			public List<UploadedPart> listParts(Upload upload) {
				if (upload.equals(ghost)) {
					throw new UploadGone("404 NoSuchUpload", null);
				}
				return super.listParts(upload);
			}
		};

		new UploadFinisher(slow).abortTwins(KEY, ALWAYS, null);

		assertThat(this.sent.store().openUploads(KEY)).extracting(OpenUpload::upload)
			.doesNotContain(orphan)
			.contains(this.sent.upload());
	}

	@Test
	void leaves_the_upload_that_goes_on() {
		Upload ours = this.sent.begin(MARKER);

		this.finisher.abortTwins(KEY, ALWAYS, ours);

		assertThat(this.sent.store().openUploads(KEY)).extracting(OpenUpload::upload).contains(ours);
	}

	@Test
	void leaves_what_was_begun_before_the_intent_or_for_another_key() {
		Instant intent = Instant.parse("2026-03-01T12:00:00.900Z");
		FakeObjectStore before = FakeObjectStore.withSmallParts(Clock.fixed(intent.minusSeconds(1), ZoneOffset.UTC));
		before.create(spec("older"));

		new UploadFinisher(before).abortTwins(KEY, CreationWindow.after(intent), null);
		this.sent.store().create(Specs.of(KEY + ".part"));
		this.finisher.abortTwins(KEY, ALWAYS, null);

		assertThat(before.openUploads(KEY)).hasSize(1);
		assertThat(this.sent.store().openUploads(KEY + ".part")).hasSize(1);
	}

	@Test
	void leaves_what_was_begun_when_no_request_of_ours_was_under_way_any_more() {
		Instant intent = Instant.parse("2026-03-01T12:00:00Z");
		FakeObjectStore later = FakeObjectStore.withSmallParts(Clock.fixed(intent.plusSeconds(7200), ZoneOffset.UTC));
		later.create(spec("a stranger's"));

		new UploadFinisher(later).abortTwins(KEY, CreationWindow.after(intent), null);

		assertThat(later.openUploads(KEY)).hasSize(1);
	}

	@Test
	void finds_an_orphan_though_the_store_tells_whole_seconds_only() {
		Instant intent = Instant.parse("2026-03-01T12:00:00.900Z");
		FakeObjectStore whole = FakeObjectStore
			.withSmallParts(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
		whole.create(spec(MARKER));

		new UploadFinisher(whole).abortTwins(KEY, CreationWindow.after(intent), null);

		assertThat(whole.openUploads(KEY)).isEmpty();
	}

}
