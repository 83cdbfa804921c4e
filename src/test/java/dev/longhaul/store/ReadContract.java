package dev.longhaul.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store gives back of an object: the bytes that are asked for, of the version
 * that is meant.
 */
interface ReadContract extends StoreUnderTest {

	@ParameterizedTest
	@CsvSource({ "0, 100000", "0, 1", "99999, 1", "4096, 70000", "5, 0" })
	default void reads_a_range_of_an_object(int offset, int length) throws IOException {
		byte[] bytes = PartBodies.bytes(100_000, 5);
		store().put(spec(KEY), PartBodies.of(1, bytes));

		try (InputStream in = store().reader().read(current(KEY), offset, length)) {
			assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
		}
	}

	@Test
	default void reads_no_other_object_than_the_one_that_is_meant() {
		store().put(spec(KEY), PartBodies.of(1, PartBodies.bytes(1000, 1)));
		ObjectVersion meant = current(KEY);
		store().put(spec(KEY), PartBodies.of(1, PartBodies.bytes(1000, 2)));

		assertThatExceptionOfType(PreconditionFailed.class).isThrownBy(() -> {
			try (InputStream in = store().reader().read(meant, 0, 1000)) {
				in.readAllBytes();
			}
		}).withMessageContaining("412");
		assertThat(store().reader().head("none", null)).isEmpty();
	}

	@Test
	default void tells_how_long_the_parts_of_an_object_are() {
		Upload upload = begin(KEY);
		complete(upload, send(upload, 1, FIVE_MIB), send(upload, 2, 10));
		store().put(spec("whole"), PartBodies.of(1, PartBodies.bytes(1000, 1)));

		assertThat(store().reader().partSize(current(KEY)))
			.isEqualTo(knowsThePartsOfAnObject() ? OptionalLong.of(FIVE_MIB) : OptionalLong.empty());
		assertThat(store().reader().partSize(current("whole"))).isEmpty();
	}

	private ObjectVersion current(String key) {
		return new ObjectVersion(key, null, store().reader().head(key, null).orElseThrow().etag());
	}

}
