package dev.longhaul.checkpoint;

import java.util.List;
import java.util.stream.IntStream;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.part.PartPlan;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a restart reads is what was written, by this version or another one.
 */
class PartsFormatTest {

	/** Five parts, the last one of 7 bytes. */
	private static final PartPlan PLAN = new PartPlan(407, 100, 2);

	private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

	private static final Checksum ZERO = new Checksum(ChecksumAlgorithm.CRC32C, "AAAAAA==");

	@Test
	void reads_what_it_wrote() {
		List<UploadedPart> parts = List.of(new UploadedPart(1, 100, MD5), new UploadedPart(3, 100, "other-etag_1"),
				new UploadedPart(5, 7, MD5));

		assertThat(PartsFormat.read(PartsFormat.write(parts), PLAN).parts()).isEqualTo(parts);
	}

	@Test
	void writes_a_line_for_each_part() {
		List<UploadedPart> parts = List.of(new UploadedPart(1, 100, '"' + MD5 + '"'), new UploadedPart(2, 100, MD5));

		assertThat(PartsFormat.write(parts)).isEqualTo("1 " + MD5 + "\n2 " + MD5);
	}

	@Test
	void writes_nothing_of_no_parts_and_reads_it() {
		assertThat(PartsFormat.write(List.of())).isEmpty();
		assertThat(PartsFormat.read("", PLAN).parts()).isEmpty();
	}

	@Test
	void reads_lines_that_a_later_version_made_longer() {
		assertThat(PartsFormat.read("3 etag crc32c:AAAAAA== extra\n4 " + MD5 + " crc32c:AAAAAA== x y\n", PLAN).parts())
			.containsExactly(new UploadedPart(3, 100, "etag", ZERO), new UploadedPart(4, 100, MD5, ZERO));
	}

	@Test
	void keeps_the_checksums_of_those_parts_that_have_one() {
		List<UploadedPart> parts = List.of(new UploadedPart(1, 100, MD5), new UploadedPart(2, 100, MD5, ZERO));

		assertThat(PartsFormat.read(PartsFormat.write(parts), PLAN).parts()).isEqualTo(parts);
	}

	@Test
	void takes_the_sizes_from_the_plan() {
		assertThat(PartsFormat.read("5 etag", PLAN).bytes()).isEqualTo(7);
	}

	@Test
	void takes_less_than_48_bytes_a_part() {
		List<UploadedPart> parts = IntStream.rangeClosed(9_901, 10_000)
			.mapToObj((number) -> new UploadedPart(number, 1, MD5))
			.toList();

		assertThat(PartsFormat.write(parts).length()).isLessThan(100 * 48);
	}

}
