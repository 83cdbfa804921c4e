package dev.longhaul.upload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.Completion;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadGone;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An upload ends by its object or by nothing, whatever the store answers.
 */
class UploadFinisherTest {

	private static final String KEY = "folder/file.bin";

	private static final String MARKER = "0123-4567";

	private static final ObjectMark MARK = ObjectMark.marker(MARKER);

	private static final CreationWindow ALWAYS = new CreationWindow(Instant.EPOCH, Instant.MAX);

	private final FakeObjectStore store = FakeObjectStore.withSmallParts();

	private final UploadFinisher finisher = hasty(this.store);

	private Upload upload = new Upload(KEY, "");

	private List<UploadedPart> parts = List.of();

	@BeforeEach
	void sendParts() {
		this.upload = begin(MARKER);
		this.parts = List.of(send(1, 100), send(2, 50));
	}

	static Stream<StoreException> answers_that_leave_it_open() {
		return Stream.of(new UploadGone("404 NoSuchUpload", null), new StoreUnavailable("503 SlowDown", null));
	}

	@Test
	void completes() {
		this.finisher.complete(this.upload, Completion.of(this.parts), MARK);

		assertThat(this.finisher.delivered(KEY, MARK)).isPresent();
		assertThat(this.finisher.prove(KEY, MARK, ExpectedObject.ofParts(this.parts)).object().size()).isEqualTo(150);
	}

	@ParameterizedTest
	@MethodSource("answers_that_leave_it_open")
	void is_content_when_the_answer_was_lost_and_the_object_is_there(StoreException answer) {
		ObjectStore lossy = new ForwardingStore(this.store) {
			@Override
			public void complete(Upload upload, Completion completion) {
				super.complete(upload, completion);
				throw answer;
			}
		};

		assertThatCode(() -> new UploadFinisher(lossy).complete(this.upload, Completion.of(this.parts), MARK))
			.doesNotThrowAnyException();
	}

	@ParameterizedTest
	@MethodSource("answers_that_leave_it_open")
	void fails_when_the_object_is_not_there(StoreException answer) {
		assertThatThrownBy(
				() -> new UploadFinisher(refusing(answer)).complete(this.upload, Completion.of(this.parts), MARK))
			.isSameAs(answer);
	}

	@ParameterizedTest
	@MethodSource("answers_that_leave_it_open")
	void fails_when_the_object_is_that_of_another_upload(StoreException answer) {
		put(150, Map.of(StoredObject.MARKER, "other"));

		assertThatThrownBy(
				() -> new UploadFinisher(refusing(answer)).complete(this.upload, Completion.of(this.parts), MARK))
			.isSameAs(answer);
	}

	@Test
	void does_not_look_for_the_object_when_the_store_refused() {
		put(150, Map.of(StoredObject.MARKER, MARKER));
		RequestRefused refused = new RequestRefused("400 InvalidPart", null);

		assertThatThrownBy(
				() -> new UploadFinisher(refusing(refused)).complete(this.upload, Completion.of(this.parts), MARK))
			.isSameAs(refused);
	}

	@Test
	void says_that_it_cannot_look_when_looking_fails() {
		StoreException forbidden = new AccessRefused("403 AccessDenied", null);
		ObjectStore blind = new ForwardingStore(refusing(new StoreUnavailable("503", null))) {
			@Override
			public Optional<StoredObject> head(String key) {
				throw forbidden;
			}
		};

		assertThatThrownBy(() -> new UploadFinisher(blind).complete(this.upload, Completion.of(this.parts), MARK))
			.isSameAs(forbidden);
	}

	@Test
	void completes_once_only() {
		this.finisher.complete(this.upload, Completion.of(this.parts), MARK);

		assertThatCode(() -> this.finisher.complete(this.upload, Completion.of(this.parts), MARK))
			.doesNotThrowAnyException();
		assertThat(this.finisher.delivered(KEY, MARK)).map(StoredObject::size).contains(150L);
	}

	@Test
	void does_not_take_another_object_for_the_delivered_one() {
		assertThat(this.finisher.delivered(KEY, MARK)).isEmpty();
		put(150, Map.of());
		assertThat(this.finisher.delivered(KEY, MARK)).isEmpty();
		put(150, Map.of(StoredObject.MARKER, "other"));
		assertThat(this.finisher.delivered(KEY, MARK)).isEmpty();
	}

	@Test
	void proves_by_the_etag_computed_from_the_file_whatever_its_case() {
		this.store.complete(this.upload, Completion.of(this.parts));
		String etag = ExpectedEtag.ofParts(this.parts).orElseThrow();

		assertThat(prove(150, Optional.of(etag)).object().etag()).isEqualTo(etag);
		assertThat(prove(150, Optional.of(etag)).proof()).isEqualTo(Proof.ETAG);
		assertThat(prove(150, Optional.of(etag.toUpperCase(Locale.ROOT))).proof()).isEqualTo(Proof.ETAG);
		assertThat(prove(150, Optional.empty()).proof()).isEqualTo(Proof.CONTENT_MD5);
	}

	@Test
	void does_not_prove_a_missing_object() {
		assertUnproven(150, Optional.empty(), "does not show the object");
	}

	@Test
	void looks_again_where_the_store_shows_an_object_late() {
		LateStore late = new LateStore(this.store, 2, Optional.empty());
		this.store.complete(this.upload, Completion.of(this.parts));

		assertThat(hasty(late).prove(KEY, MARK, ExpectedObject.ofParts(this.parts)).object().size()).isEqualTo(150);

		assertThat(late.looks).isEqualTo(3);
	}

	@Test
	void looks_again_where_the_store_still_shows_the_object_before() {
		put(150, Map.of(StoredObject.MARKER, "before"));
		LateStore late = new LateStore(this.store, 2, this.store.head(KEY));
		this.store.complete(this.upload, Completion.of(this.parts));

		assertThat(hasty(late).prove(KEY, MARK, ExpectedObject.ofParts(this.parts)).proof()).isEqualTo(Proof.ETAG);
	}

	@Test
	void says_what_the_next_run_makes_of_an_object_that_is_not_shown() {
		LateStore blind = new LateStore(this.store, 1_000, Optional.empty());

		assertThatExceptionOfType(DeliveryUnproven.class)
			.isThrownBy(() -> hasty(blind).prove(KEY, MARK, expected(150, Optional.empty())))
			.withMessageContaining(
					"the source is kept; run again: if the store shows it by then it is proved, else the "
							+ "file is sent again");
		assertThat(blind.looks).isBetween(3, 10);
	}

	@Test
	void ends_its_looks_when_it_is_interrupted() {
		LateStore blind = new LateStore(this.store, 1_000, Optional.empty());
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(DeliveryUnproven.class)
			.isThrownBy(() -> new UploadFinisher(blind).prove(KEY, MARK, expected(150, Optional.empty())));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(blind.looks).isEqualTo(1);
	}

	@Test
	void does_not_prove_an_object_with_another_marker_or_none() {
		put(150, Map.of(StoredObject.MARKER, "other"));
		assertUnproven(150, Optional.empty(), "another object has taken its place");
		put(150, Map.of());
		assertUnproven(150, Optional.empty(), "another object has taken its place");
	}

	@Test
	void does_not_prove_an_object_of_another_size() {
		this.store.complete(this.upload, Completion.of(this.parts));

		assertUnproven(151, ExpectedEtag.ofParts(this.parts), "has 150 bytes, the file 151");
		assertUnproven(0, ExpectedEtag.ofParts(this.parts), "has 150 bytes, the file 0");
	}

	@Test
	void does_not_prove_an_object_with_another_etag() {
		this.store.complete(this.upload, Completion.of(this.parts));
		String other = PartBodies.md5(new byte[1]) + "-2";

		assertUnproven(150, Optional.of(other), "computed from the file " + other);
	}

	@Test
	void does_not_compare_etags_that_are_no_md5s() {
		FakeObjectStore encrypting = FakeObjectStore.withEncryptedSmallParts();
		Upload encrypted = encrypting.create(spec(MARKER)).upload();
		UploadedPart part = encrypting.send(encrypted, PartBodies.of(1, new byte[10]));
		UploadFinisher encryptedFinisher = new UploadFinisher(encrypting);
		encryptedFinisher.complete(encrypted, Completion.of(List.of(part)), MARK);

		assertThat(part.etag()).isNotEqualTo(PartBodies.md5(new byte[10]));
		assertThat(encryptedFinisher.prove(KEY, MARK, expected(10, Optional.of("0-1"))).proof())
			.isEqualTo(Proof.CONTENT_MD5);
		assertThatExceptionOfType(DeliveryUnproven.class)
			.isThrownBy(() -> encryptedFinisher.prove(KEY, MARK, expected(11, Optional.of("0-1"))));
	}

	@Test
	void aborts_until_the_store_does_not_know_the_upload() {
		this.finisher.abort(this.upload);

		assertThat(this.store.openUploads(KEY)).isEmpty();
		assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> this.store.listParts(this.upload));
		assertThatCode(() -> this.finisher.abort(this.upload)).doesNotThrowAnyException();
	}

	@Test
	void aborts_again_while_parts_in_flight_arrive() {
		DeafStore deaf = new DeafStore(this.store, 2);

		new UploadFinisher(deaf).abort(this.upload);

		assertThat(deaf.aborts).isEqualTo(3);
		assertThat(this.store.openUploads(KEY)).isEmpty();
	}

	@Test
	void gives_up_when_an_abort_never_ends() {
		DeafStore deaf = new DeafStore(this.store, 1_000);

		assertThatExceptionOfType(AbortUnfinished.class).isThrownBy(() -> new UploadFinisher(deaf).abort(this.upload))
			.withMessageContaining(KEY)
			.withMessageContaining("the next run aborts it again");
		assertThat(deaf.aborts).isGreaterThan(1);
		assertThat(this.store.openUploads(KEY)).hasSize(1);
	}

	@Test
	void is_not_done_while_the_upload_is_listed_though_it_has_no_parts() {
		ObjectStore forgetful = new ForwardingStore(new DeafStore(this.store, 1_000)) {
			@Override
			public List<UploadedPart> listParts(Upload upload) {
				return List.of();
			}
		};

		assertThatExceptionOfType(AbortUnfinished.class)
			.isThrownBy(() -> new UploadFinisher(forgetful).abort(this.upload));
	}

	@Test
	void is_done_where_a_store_lists_no_parts_instead_of_refusing() {
		ObjectStore lax = new ForwardingStore(this.store) {
			@Override
			public List<UploadedPart> listParts(Upload upload) {
				return openUploads(upload.key()).isEmpty() ? List.of() : super.listParts(upload);
			}
		};

		new UploadFinisher(lax).abort(this.upload);

		assertThat(this.store.openUploads(KEY)).isEmpty();
	}

	@Test
	void aborts_no_other_upload_of_the_key() {
		Upload other = begin("other");

		this.finisher.abort(this.upload);

		assertThat(this.store.openUploads(KEY)).extracting(OpenUpload::upload).containsExactly(other);
	}

	@Test
	void passes_on_that_an_abort_is_forbidden() {
		StoreException forbidden = new AccessRefused("403 AccessDenied", null);
		ObjectStore forbidding = new ForwardingStore(this.store) {
			@Override
			public void abort(Upload upload) {
				throw forbidden;
			}
		};

		assertThatThrownBy(() -> new UploadFinisher(forbidding).abort(this.upload)).isSameAs(forbidden);
	}

	@Test
	void aborts_what_a_kill_left_behind_of_our_key() {
		Upload orphan = begin(MARKER);
		Instant intent = this.store.openUploads(KEY).get(0).initiated();

		this.finisher.abortOrphans(KEY, CreationWindow.after(intent), null);

		assertThat(this.store.openUploads(KEY)).extracting(OpenUpload::upload)
			.doesNotContain(orphan)
			.containsExactly(this.upload);
		assertThat(this.store.listParts(this.upload)).hasSize(2);
	}

	@Test
	void passes_over_an_upload_that_is_only_listed_any_more() {
		Upload ghost = begin("ghost");
		Upload orphan = begin(MARKER);
		ObjectStore slow = new ForwardingStore(this.store) {
			@Override
			public List<UploadedPart> listParts(Upload upload) {
				if (upload.equals(ghost)) {
					throw new UploadGone("404 NoSuchUpload", null);
				}
				return super.listParts(upload);
			}
		};

		new UploadFinisher(slow).abortOrphans(KEY, ALWAYS, null);

		assertThat(this.store.openUploads(KEY)).extracting(OpenUpload::upload)
			.doesNotContain(orphan)
			.contains(this.upload);
	}

	@Test
	void leaves_the_upload_that_goes_on() {
		Upload ours = begin(MARKER);

		this.finisher.abortOrphans(KEY, ALWAYS, ours);

		assertThat(this.store.openUploads(KEY)).extracting(OpenUpload::upload).contains(ours);
	}

	@Test
	void leaves_what_was_begun_before_the_intent_or_for_another_key() {
		Instant intent = Instant.parse("2026-03-01T12:00:00.900Z");
		FakeObjectStore before = FakeObjectStore.withSmallParts(Clock.fixed(intent.minusSeconds(1), ZoneOffset.UTC));
		before.create(spec("older"));

		new UploadFinisher(before).abortOrphans(KEY, CreationWindow.after(intent), null);
		this.store.create(new ObjectSpec(KEY + ".part", null, null, Map.of()));
		this.finisher.abortOrphans(KEY, ALWAYS, null);

		assertThat(before.openUploads(KEY)).hasSize(1);
		assertThat(this.store.openUploads(KEY + ".part")).hasSize(1);
	}

	@Test
	void leaves_what_was_begun_when_no_request_of_ours_was_under_way_any_more() {
		Instant intent = Instant.parse("2026-03-01T12:00:00Z");
		FakeObjectStore later = FakeObjectStore.withSmallParts(Clock.fixed(intent.plusSeconds(7200), ZoneOffset.UTC));
		later.create(spec("a stranger's"));

		new UploadFinisher(later).abortOrphans(KEY, CreationWindow.after(intent), null);

		assertThat(later.openUploads(KEY)).hasSize(1);
	}

	@Test
	void finds_an_orphan_though_the_store_tells_whole_seconds_only() {
		Instant intent = Instant.parse("2026-03-01T12:00:00.900Z");
		FakeObjectStore whole = FakeObjectStore
			.withSmallParts(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
		whole.create(spec(MARKER));

		new UploadFinisher(whole).abortOrphans(KEY, CreationWindow.after(intent), null);

		assertThat(whole.openUploads(KEY)).isEmpty();
	}

	private void assertUnproven(long size, Optional<String> etag, String why) {
		assertThatExceptionOfType(DeliveryUnproven.class).isThrownBy(() -> prove(size, etag))
			.withMessageStartingWith(KEY + " is not proved: ")
			.withMessageContaining(why);
	}

	private Proved prove(long size, Optional<String> etag) {
		return this.finisher.prove(KEY, MARK, expected(size, etag));
	}

	private static ExpectedObject expected(long size, Optional<String> etag) {
		return new ExpectedObject(size, etag, Optional.empty());
	}

	private ObjectStore refusing(StoreException answer) {
		return new ForwardingStore(this.store) {
			@Override
			public void complete(Upload upload, Completion completion) {
				throw answer;
			}
		};
	}

	private Upload begin(String marker) {
		return this.store.create(spec(marker)).upload();
	}

	private UploadedPart send(int number, int length) {
		return this.store.send(this.upload, PartBodies.of(number, PartBodies.bytes(length, number)));
	}

	private void put(int length, Map<String, String> metadata) {
		this.store.put(new ObjectSpec(KEY, null, null, metadata), PartBodies.of(1, new byte[length]));
	}

	private static ObjectSpec spec(String marker) {
		return new ObjectSpec(KEY, null, null, Map.of(StoredObject.MARKER, marker));
	}

	/** Does not pause for long between its looks. */
	private static UploadFinisher hasty(ObjectStore store) {
		return new UploadFinisher(store, Duration.ofMillis(1));
	}

	/** Shows what was there before, the first times. */
	private static final class LateStore extends ForwardingStore {

		private final int times;

		private final Optional<StoredObject> before;

		private int looks;

		LateStore(ObjectStore store, int times, Optional<StoredObject> before) {
			super(store);
			this.times = times;
			this.before = before;
		}

		@Override
		public Optional<StoredObject> head(String key) {
			this.looks++;
			return (this.looks > this.times) ? super.head(key) : this.before;
		}

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
