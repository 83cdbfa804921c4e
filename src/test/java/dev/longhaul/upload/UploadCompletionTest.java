package dev.longhaul.upload;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.Completion;
import dev.longhaul.store.ConditionConflict;
import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.PreconditionFailed;
import dev.longhaul.store.RequestRefused;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadGone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.longhaul.upload.UploadOfTwoParts.KEY;
import static dev.longhaul.upload.UploadOfTwoParts.MARK;
import static dev.longhaul.upload.UploadOfTwoParts.MARKER;
import static dev.longhaul.upload.UploadOfTwoParts.hasty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An upload is completed once, whatever the store answers.
 */
class UploadCompletionTest {

	private final UploadOfTwoParts sent = new UploadOfTwoParts();

	private final UploadFinisher finisher = hasty(this.sent.store());

	static Stream<StoreException> answers_that_leave_it_open() {
		return Stream.of(new UploadGone("404 NoSuchUpload", null), new StoreUnavailable("503 SlowDown", null));
	}

	@Test
	void completes() {
		this.finisher.complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK);

		assertThat(this.finisher.delivered(KEY, MARK)).isPresent();
		assertThat(
				this.finisher.prove(KEY, MARK, ExpectedObject.ofParts(this.sent.parts()), () -> false).object().size())
			.isEqualTo(150);
	}

	@ParameterizedTest
	@MethodSource("answers_that_leave_it_open")
	void is_content_when_the_answer_was_lost_and_the_object_is_there(StoreException answer) {
		ObjectStore lossy = new ForwardingStore(this.sent.store()) {
			@Override
			public void complete(Upload upload, Completion completion) {
				super.complete(upload, completion);
				throw answer;
			}
		};

		assertThatCode(
				() -> new UploadFinisher(lossy).complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK))
			.doesNotThrowAnyException();
	}

	@ParameterizedTest
	@MethodSource("answers_that_leave_it_open")
	void is_content_when_the_answer_was_lost_and_the_store_shows_the_object_late(StoreException answer) {
		LateStore late = new LateStore(this.sent.store(), 2, Optional.empty());
		ObjectStore lossy = new ForwardingStore(late) {
			@Override
			public void complete(Upload upload, Completion completion) {
				super.complete(upload, completion);
				throw answer;
			}
		};

		assertThatCode(() -> hasty(lossy).complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK))
			.doesNotThrowAnyException();
		assertThat(late.looks()).isEqualTo(3);
	}

	/**
	 * A conflict may be with the first try of the same request, which is carried out yet.
	 */
	@ParameterizedTest
	@MethodSource("conditions_that_do_not_hold")
	void waits_for_the_object_of_which_a_condition_tells(StoreException condition) {
		LateStore late = new LateStore(this.sent.store(), 2, Optional.empty());
		this.sent.store().complete(this.sent.upload(), Completion.of(this.sent.parts()));

		assertThatCode(() -> hasty(late).requireOurs(KEY, MARK, condition)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@MethodSource("conditions_that_do_not_hold")
	void begins_anew_where_no_object_is_shown_in_the_end(StoreException condition) {
		LateStore blind = new LateStore(this.sent.store(), 1_000, Optional.empty());

		assertThatExceptionOfType(UploadGone.class).isThrownBy(() -> hasty(blind).requireOurs(KEY, MARK, condition));
		assertThat(blind.looks()).isBetween(3, 10);
	}

	static Stream<StoreException> conditions_that_do_not_hold() {
		return Stream.of(new PreconditionFailed("412", null), new ConditionConflict("409", null));
	}

	@ParameterizedTest
	@MethodSource("answers_that_leave_it_open")
	void fails_when_the_object_is_not_there(StoreException answer) {
		assertThatThrownBy(
				() -> hasty(refusing(answer)).complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK))
			.isSameAs(answer);
	}

	@ParameterizedTest
	@MethodSource("answers_that_leave_it_open")
	void fails_when_the_object_is_that_of_another_upload(StoreException answer) {
		this.sent.put(150, Map.of(StoredObject.MARKER, "other"));

		assertThatThrownBy(
				() -> hasty(refusing(answer)).complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK))
			.isSameAs(answer);
	}

	@Test
	void does_not_look_for_the_object_when_the_store_refused() {
		this.sent.put(150, Map.of(StoredObject.MARKER, MARKER));
		RequestRefused refused = new RequestRefused("400 MalformedXML", null);

		assertThatThrownBy(() -> new UploadFinisher(refusing(refused)).complete(this.sent.upload(),
				Completion.of(this.sent.parts()), MARK))
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

		assertThatThrownBy(
				() -> new UploadFinisher(blind).complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK))
			.isSameAs(forbidden);
	}

	@Test
	void completes_once_only() {
		this.finisher.complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK);

		assertThatCode(() -> this.finisher.complete(this.sent.upload(), Completion.of(this.sent.parts()), MARK))
			.doesNotThrowAnyException();
		assertThat(this.finisher.delivered(KEY, MARK)).map(StoredObject::size).contains(150L);
	}

	@Test
	void does_not_take_another_object_for_the_delivered_one() {
		assertThat(this.finisher.delivered(KEY, MARK)).isEmpty();
		this.sent.put(150, Map.of());
		assertThat(this.finisher.delivered(KEY, MARK)).isEmpty();
		this.sent.put(150, Map.of(StoredObject.MARKER, "other"));
		assertThat(this.finisher.delivered(KEY, MARK)).isEmpty();
	}

	private ObjectStore refusing(StoreException answer) {
		return new ForwardingStore(this.sent.store()) {
			@Override
			public void complete(Upload upload, Completion completion) {
				throw answer;
			}
		};
	}

}
