package dev.longhaul.store;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store keeps of objects: whole, under any key, until they are replaced.
 */
interface ObjectContract extends StoreUnderTest {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100_000 })
	default void puts_a_whole_object(int length) {
		byte[] bytes = PartBodies.bytes(length, 5);

		store().put(spec(KEY), PartBodies.of(1, bytes));

		StoredObject object = store().head(KEY).orElseThrow();
		assertThat(object.size()).isEqualTo(length);
		assertThat(object.etag()).isEqualTo(PartBodies.md5(bytes));
		assertThat(object.hasMarker(MARKER)).isTrue();
		assertThat(store().openUploads(KEY)).isEmpty();
	}

	@Test
	default void replaces_an_object_that_is_put_again() {
		store().put(Specs.of(KEY, Map.of("old", "1")), PartBodies.of(1, PartBodies.bytes(9, 1)));
		store().put(spec(KEY), PartBodies.of(1, PartBodies.bytes(10, 2)));

		assertThat(store().head(KEY)).map(StoredObject::size).contains(10L);
		assertThat(store().head(KEY).orElseThrow().metadata()).doesNotContainKey("old");
	}

	@Test
	default void refuses_an_object_whose_bytes_are_not_those_that_were_hashed() {
		assertThatExceptionOfType(refusalOfDamage())
			.isThrownBy(() -> store().put(spec(KEY), PartBodies.damaged(1, PartBodies.bytes(1000, 3))))
			.withMessageContaining("PutObject of " + KEY);
		assertThat(store().head(KEY)).isEmpty();
	}

	@Test
	default void shows_no_object_where_none_is() {
		store().put(spec("a/b"), PartBodies.of(1, new byte[1]));

		assertThat(store().head("a")).isEmpty();
		assertThat(store().head("a/b2")).isEmpty();
		assertThat(store().head("a/B")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "with a space", "a+b=c&d;e,f", "100%25", "what?#!'()*~$@:", "grüße/日本/😀", "a<b>\"c\"" })
	default void takes_any_key(String key) {
		store().put(spec(key), PartBodies.of(1, PartBodies.bytes(3, 1)));
		assertThat(store().head(key)).map(StoredObject::size).contains(3L);

		Upload upload = begin(key);
		assertThat(store().openUploads(key)).extracting(OpenUpload::upload).containsExactly(upload);
		UploadedPart part = send(upload, 1, 10);
		assertThat(store().listParts(upload)).containsExactly(part);
		complete(upload, part);
		assertThat(store().head(key)).map(StoredObject::size).contains(10L);
	}

}
