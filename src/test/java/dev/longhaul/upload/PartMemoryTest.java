package dev.longhaul.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.PartBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memory for parts is shared, bounded and used again.
 */
class PartMemoryTest {

	private static final int BLOCK = PartMemory.BLOCK;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK - 7 })
	void a_held_part_is_summed_and_yields_its_bytes_as_often_as_wanted(int size) throws IOException {
		byte[] bytes = PartBodies.bytes(size, 1);
		try (HeldPart held = new PartMemory(3L * BLOCK).hold(size).orElseThrow()) {
			assertThat(held.fill(new ByteArrayInputStream(bytes), size, ChecksumAlgorithm.CRC64NVME))
				.isEqualTo(ChecksumAlgorithm.CRC64NVME.of(bytes));
			for (int tries = 0; tries < 2; tries++) {
				try (InputStream in = held.open()) {
					assertThat(in.readAllBytes()).isEqualTo(bytes);
				}
			}
		}
	}

	@Test
	void no_more_is_given_than_the_budget_has() {
		PartMemory memory = new PartMemory(4L * BLOCK + 5);

		assertThat(memory.hold(4L * BLOCK + 1)).isEmpty();
		HeldPart first = memory.hold(3L * BLOCK).orElseThrow();
		assertThat(memory.hold(BLOCK + 1)).isEmpty();
		assertThat(memory.hold(BLOCK)).isPresent();
		assertThat(memory.hold(1)).isEmpty();

		first.close();
		assertThat(memory.hold(3L * BLOCK)).isPresent();
	}

	@Test
	void a_part_of_five_gibibytes_is_not_held() {
		assertThat(new PartMemory(32L * BLOCK).hold(5L << 30)).isEmpty();
	}

}
