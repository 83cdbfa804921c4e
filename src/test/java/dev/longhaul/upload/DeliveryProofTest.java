package dev.longhaul.upload;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.store.Completion;
import dev.longhaul.store.FakeObjectStore;
import dev.longhaul.store.PartBodies;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.store.StoredObject;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;

import static dev.longhaul.upload.UploadOfTwoParts.KEY;
import static dev.longhaul.upload.UploadOfTwoParts.MARK;
import static dev.longhaul.upload.UploadOfTwoParts.MARKER;
import static dev.longhaul.upload.UploadOfTwoParts.hasty;
import static dev.longhaul.upload.UploadOfTwoParts.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A delivery is proved by the object that the store shows, and by no other.
 */
class DeliveryProofTest {

	private final UploadOfTwoParts sent = new UploadOfTwoParts();

	private final UploadFinisher finisher = hasty(this.sent.store());

	@Test
	void proves_by_the_etag_computed_from_the_file_whatever_its_case() {
		this.sent.store().complete(this.sent.upload(), Completion.of(this.sent.parts()));
		String etag = ExpectedEtag.ofParts(this.sent.parts()).orElseThrow();

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
		LateStore late = new LateStore(this.sent.store(), 2, Optional.empty());
		this.sent.store().complete(this.sent.upload(), Completion.of(this.sent.parts()));

		assertThat(hasty(late).prove(KEY, MARK, ExpectedObject.ofParts(this.sent.parts()), () -> false).object().size())
			.isEqualTo(150);

		assertThat(late.looks()).isEqualTo(3);
	}

	@Test
	void looks_again_where_the_store_still_shows_the_object_before() {
		this.sent.put(150, Map.of(StoredObject.MARKER, "before"));
		LateStore late = new LateStore(this.sent.store(), 2, this.sent.store().head(KEY));
		this.sent.store().complete(this.sent.upload(), Completion.of(this.sent.parts()));

		assertThat(hasty(late).prove(KEY, MARK, ExpectedObject.ofParts(this.sent.parts()), () -> false).proof())
			.isEqualTo(Proof.ETAG);
	}

	@Test
	void says_what_the_next_run_makes_of_an_object_that_is_not_shown() {
		LateStore blind = new LateStore(this.sent.store(), 1_000, Optional.empty());

		assertThatExceptionOfType(DeliveryUnproven.class)
			.isThrownBy(() -> hasty(blind).prove(KEY, MARK, expected(150, Optional.empty()), () -> false))
			.withMessageContaining(
					"the source is kept; run again: if the store shows it by then it is proved, else the "
							+ "file is sent again");
		assertThat(blind.looks()).isBetween(3, 10);
	}

	@Test
	void ends_its_looks_when_it_is_interrupted() {
		LateStore blind = new LateStore(this.sent.store(), 1_000, Optional.empty());
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(StoreUnavailable.class)
			.isThrownBy(() -> new UploadFinisher(blind).prove(KEY, MARK, expected(150, Optional.empty()), () -> false))
			.withMessageContaining("cut by the stop");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(blind.looks()).isEqualTo(1);
	}

	@Test
	void does_not_take_an_object_for_missing_when_it_is_interrupted() {
		LateStore late = new LateStore(this.sent.store(), 1, Optional.empty());
		this.sent.store().complete(this.sent.upload(), Completion.of(this.sent.parts()));
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(StoreUnavailable.class)
			.isThrownBy(() -> new UploadFinisher(late).deliveredInTheEnd(KEY, MARK));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(hasty(late).deliveredInTheEnd(KEY, MARK)).isPresent();
	}

	@Test
	void does_not_prove_an_object_with_another_marker_or_none() {
		this.sent.put(150, Map.of(StoredObject.MARKER, "other"));
		assertUnproven(150, Optional.empty(), "another object has taken its place");
		this.sent.put(150, Map.of());
		assertUnproven(150, Optional.empty(), "another object has taken its place");
	}

	@Test
	void does_not_prove_an_object_of_another_size() {
		this.sent.store().complete(this.sent.upload(), Completion.of(this.sent.parts()));

		assertUnproven(151, ExpectedEtag.ofParts(this.sent.parts()), "has 150 bytes, the file 151");
		assertUnproven(0, ExpectedEtag.ofParts(this.sent.parts()), "has 150 bytes, the file 0");
	}

	@Test
	void does_not_prove_an_object_with_another_etag() {
		this.sent.store().complete(this.sent.upload(), Completion.of(this.sent.parts()));
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
		assertThat(encryptedFinisher.prove(KEY, MARK, expected(10, Optional.of("0-1")), () -> false).proof())
			.isEqualTo(Proof.CONTENT_MD5);
		assertThatExceptionOfType(DeliveryUnproven.class)
			.isThrownBy(() -> encryptedFinisher.prove(KEY, MARK, expected(11, Optional.of("0-1")), () -> false));
	}

	private void assertUnproven(long size, Optional<String> etag, String why) {
		assertThatExceptionOfType(DeliveryUnproven.class).isThrownBy(() -> prove(size, etag))
			.withMessageStartingWith(KEY + " is not proved: ")
			.withMessageContaining(why);
	}

	private Proved prove(long size, Optional<String> etag) {
		return this.finisher.prove(KEY, MARK, expected(size, etag), () -> false);
	}

	private static ExpectedObject expected(long size, Optional<String> etag) {
		return new ExpectedObject(size, etag, Optional.empty());
	}

}
