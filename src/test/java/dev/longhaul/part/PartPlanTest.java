package dev.longhaul.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The sums: every edge by a table, and what must hold of any plan by random sizes.
 */
class PartPlanTest {

	private static final long MIB = S3Limits.MIB;

	private static final long GIB = 1024 * MIB;

	/** Where the part size stops to grow: 24.4 TiB. */
	private static final long GROWN = 5_000 * 5 * GIB;

	private static final long LARGEST = 10_000 * 5 * GIB;

	@ParameterizedTest(name = "{0} bytes in parts of {1}")
	@MethodSource
	void cuts_a_file_at_every_edge(long fileSize, PartSize wanted, long partSize, int parts, long lastLength) {
		PartPlan plan = PartPlan.of(fileSize, wanted);

		assertThat(plan.partSize()).isEqualTo(partSize);
		assertThat(plan.parts()).isEqualTo(parts);
		assertThat(plan.part(parts).length()).isEqualTo(lastLength);
		assertThat(plan.single()).isEqualTo(parts == 1);
		assertHolds(plan);
	}

	static Stream<Arguments> cuts_a_file_at_every_edge() {
		PartSize auto = PartSize.AUTO;
		PartSize five = new PartSize(5 * MIB);
		PartSize odd = new PartSize(67 * MIB);
		PartSize largest = new PartSize(5 * GIB);
		return Stream.of(
		// @formatter:off
			// size, wanted, part size, parts, length of the last one
			Arguments.of(0, auto, 16 * MIB, 1, 0),
			Arguments.of(1, auto, 16 * MIB, 1, 1),
			Arguments.of(5 * MIB - 1, auto, 16 * MIB, 1, 5 * MIB - 1),
			Arguments.of(5 * MIB, auto, 16 * MIB, 1, 5 * MIB),
			Arguments.of(5 * MIB + 1, auto, 16 * MIB, 1, 5 * MIB + 1),
			Arguments.of(16 * MIB - 1, auto, 16 * MIB, 1, 16 * MIB - 1),
			Arguments.of(16 * MIB, auto, 16 * MIB, 1, 16 * MIB),
			Arguments.of(16 * MIB + 1, auto, 16 * MIB, 2, 1),
			Arguments.of(1_000 * 16 * MIB - 1, auto, 16 * MIB, 1_000, 16 * MIB - 1),
			Arguments.of(1_000 * 16 * MIB, auto, 16 * MIB, 1_000, 16 * MIB),
			Arguments.of(1_000 * 16 * MIB + 1, auto, 17 * MIB, 942, 3 * MIB + 1),
			Arguments.of(1_000 * 64 * MIB, auto, 64 * MIB, 1_000, 64 * MIB),
			Arguments.of(1_000 * 64 * MIB + 1, auto, 64 * MIB, 1_001, 1),
			Arguments.of(5_000 * 64 * MIB, auto, 64 * MIB, 5_000, 64 * MIB),
			Arguments.of(5_000 * 64 * MIB + 1, auto, 65 * MIB, 4_924, 5 * MIB + 1),
			Arguments.of(5_000 * (5 * GIB - MIB), auto, 5 * GIB - MIB, 5_000, 5 * GIB - MIB),
			Arguments.of(5_000 * (5 * GIB - MIB) + 1, auto, 5 * GIB, 5_000, 5 * GIB - 5_000 * MIB + 1),
			Arguments.of(GROWN - 1, auto, 5 * GIB, 5_000, 5 * GIB - 1),
			Arguments.of(GROWN, auto, 5 * GIB, 5_000, 5 * GIB),
			Arguments.of(GROWN + 1, auto, 5 * GIB, 5_001, 1),
			Arguments.of(LARGEST - 1, auto, 5 * GIB, 10_000, 5 * GIB - 1),
			Arguments.of(LARGEST, auto, 5 * GIB, 10_000, 5 * GIB),
			Arguments.of(0, five, 5 * MIB, 1, 0),
			Arguments.of(1, five, 5 * MIB, 1, 1),
			Arguments.of(5 * MIB - 1, five, 5 * MIB, 1, 5 * MIB - 1),
			Arguments.of(5 * MIB, five, 5 * MIB, 1, 5 * MIB),
			Arguments.of(5 * MIB + 1, five, 5 * MIB, 2, 1),
			Arguments.of(67 * MIB - 1, odd, 67 * MIB, 1, 67 * MIB - 1),
			Arguments.of(67 * MIB, odd, 67 * MIB, 1, 67 * MIB),
			Arguments.of(67 * MIB + 1, odd, 67 * MIB, 2, 1),
			Arguments.of(9_999 * 5 * MIB, five, 5 * MIB, 9_999, 5 * MIB),
			Arguments.of(9_999 * 5 * MIB + 1, five, 5 * MIB, 10_000, 1),
			Arguments.of(10_000 * 5 * MIB - 1, five, 5 * MIB, 10_000, 5 * MIB - 1),
			Arguments.of(10_000 * 5 * MIB, five, 5 * MIB, 10_000, 5 * MIB),
			Arguments.of(LARGEST, largest, 5 * GIB, 10_000, 5 * GIB));
		// @formatter:on
	}

	@Test
	void refuses_a_file_of_more_than_10000_parts_and_says_what_part_size_is_enough() {
		long fileSize = 10_000 * 5 * MIB + 1;

		assertThatExceptionOfType(PlanImpossible.class).isThrownBy(() -> PartPlan.of(fileSize, new PartSize(5 * MIB)))
			.withMessageContainingAll("5 MiB", "10,000", "set transfer.part-size to auto or to at least 6MB");
		assertThat(PartPlan.of(fileSize, new PartSize(6 * MIB)).parts()).isEqualTo(8_334);
		assertThat(PartPlan.of(fileSize, PartSize.AUTO).parts()).isLessThanOrEqualTo(10_000);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 5 << 20, 5L << 30 })
	void refuses_a_file_beyond_the_largest_object_whatever_the_part_size(long partSize) {
		assertThatExceptionOfType(PlanImpossible.class)
			.isThrownBy(() -> PartPlan.of(LARGEST + 1, new PartSize(partSize)))
			.withMessageContaining("largest object");
	}

	@Test
	void refuses_parts_beyond_the_largest_of_the_store_and_says_how_long_they_may_be() {
		SizeLimits limits = new SizeLimits(LARGEST, 5 * GIB - 1);
		PartSize largest = new PartSize(5 * GIB);

		assertThatExceptionOfType(PlanImpossible.class).isThrownBy(() -> PartPlan.of(5 * GIB, largest, limits))
			.withMessageContainingAll("5,368,709,120 bytes", "5,368,709,119", "set it to auto or to at most 5119MB");
		assertThat(PartPlan.of(5 * GIB - 1, largest, limits).single()).isTrue();
		assertThat(PartPlan.of(5 * GIB, new PartSize(5 * GIB - MIB), limits).parts()).isEqualTo(2);
	}

	@Test
	void holds_its_promises_for_any_size() {
		Random random = new Random(4711);
		LongStream sizes = random.longs(400, 0, LARGEST + 1).map((size) -> size >> random.nextInt(40));

		sizes.forEach((size) -> assertHolds(PartPlan.of(size, PartSize.AUTO)));
	}

	@Test
	void holds_its_promises_for_any_size_in_parts_of_any_length() {
		Random random = new Random(815);
		for (int times = 0; times < 400; times++) {
			PartSize partSize = new PartSize((5 + random.nextInt(5 * 1024 - 4)) * MIB);
			long fileSize = random.nextLong(partSize.bytes() * S3Limits.MAX_PARTS + 1) >> random.nextInt(30);

			PartPlan plan = PartPlan.of(fileSize, partSize);

			assertThat(plan.partSize()).isEqualTo(partSize.bytes());
			assertHolds(plan);
		}
	}

	@Test
	void cuts_the_same_way_again() {
		PartPlan plan = PartPlan.of(333 * GIB + 7, PartSize.AUTO);
		PartPlan again = new PartPlan(plan.fileSize(), plan.partSize(), plan.rangeLength());

		assertThat(again).isEqualTo(plan);
		assertThat(again.ranges()).isEqualTo(plan.ranges());
		assertThat(again.ranges()).extracting(PartRange::name)
			.containsExactlyElementsOf(plan.ranges().stream().map(PartRange::name).toList());
	}

	@Test
	void names_a_range_by_its_first_part() {
		assertThat(PartPlan.of(10_000 * 5 * MIB, new PartSize(5 * MIB)).ranges()).extracting(PartRange::name)
			.startsWith("parts-00001", "parts-00041", "parts-00081")
			.endsWith("parts-09961")
			.hasSize(250);
	}

	@Test
	void makes_more_ranges_than_threads_of_a_file_with_enough_parts() {
		assertThat(PartPlan.of(64 * 16 * MIB, PartSize.AUTO).ranges()).hasSize(32);
		assertThat(PartPlan.of(512 * 16 * MIB, PartSize.AUTO).ranges()).hasSize(128);
		assertThat(PartPlan.of(200 * 16 * MIB, PartSize.AUTO).ranges()).hasSize(50);
		assertThat(PartPlan.of(7 * 16 * MIB, PartSize.AUTO).ranges()).hasSize(7);
		assertThat(PartPlan.of(0, PartSize.AUTO).ranges()).containsExactly(new PartRange(1, 1));
	}

	@Test
	void one_process_gets_fewer_ranges_but_several_for_each_thread() {
		PartPlan plan = PartPlan.of(512 * 16 * MIB, PartSize.AUTO);

		assertThat(plan.forOneProcess(8).ranges()).hasSize(32);
		assertThat(plan.forOneProcess(16).ranges()).hasSize(64);
		assertThat(plan.forOneProcess(256).ranges()).hasSize(256);
		assertThat(plan.forOneProcess(8).parts()).isEqualTo(plan.parts());
		PartPlan most = PartPlan.of(10_000 * 5 * MIB, new PartSize(5 * MIB));
		assertThat(most.forOneProcess(8)).isEqualTo(most);
	}

	@Test
	void knows_no_part_outside_of_the_file() {
		PartPlan plan = PartPlan.of(40 * MIB, PartSize.AUTO);

		assertThat(plan.part(3)).isEqualTo(new Part(3, 32 * MIB, 8 * MIB));
		assertThatIllegalArgumentException().isThrownBy(() -> plan.part(0));
		assertThatIllegalArgumentException().isThrownBy(() -> plan.part(4));
	}

	@Test
	void refuses_what_is_no_plan() {
		assertThatIllegalArgumentException().isThrownBy(() -> PartPlan.of(-1, PartSize.AUTO));
		assertThatIllegalArgumentException().isThrownBy(() -> new PartPlan(1, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new PartPlan(1, MIB, 0));
		assertThatExceptionOfType(PlanImpossible.class).isThrownBy(() -> new PartPlan(LARGEST, MIB, 1));
	}

	@ParameterizedTest
	@ValueSource(longs = { -(8 << 20), -1, 1, 4 << 20, (5 << 20) - 1, (5 << 20) + 1, 15 << 19, (5L << 30) + 1,
			(5L << 30) + (1 << 20), Long.MAX_VALUE, Long.MIN_VALUE })
	void refuses_a_part_size_that_is_not_whole_mebibytes_within_the_limits(long bytes) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PartSize(bytes))
			.withMessageContaining("whole number of MiB from 5 MiB to 5 GiB");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 5 << 20, 6 << 20, (5L << 30) - (1 << 20), 5L << 30 })
	void takes_a_part_size_within_the_limits(long bytes) {
		assertThat(new PartSize(bytes).bytes()).isEqualTo(bytes);
	}

	@Test
	void refuses_what_is_no_part() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Part(0, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Part(10_001, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Part(1, -1, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Part(1, 0, -1));
		assertThat(new Part(10_000, 0, 0).number()).isEqualTo(10_000);
	}

	@Test
	void refuses_what_is_no_range() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PartRange(0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new PartRange(2, 1));
		assertThat(new PartRange(2, 4).numbers()).containsExactly(2, 3, 4);
	}

	private static void assertHolds(PartPlan plan) {
		List<String> broken = new ArrayList<>();
		long end = 0;
		for (int number = 1; number <= plan.parts(); number++) {
			Part part = plan.part(number);
			boolean last = number == plan.parts();
			boolean follows = part.number() == number && part.offset() == end;
			boolean equal = last ? part.length() <= plan.partSize() : part.length() == plan.partSize();
			boolean filled = part.length() > 0 || plan.fileSize() == 0;
			if (!follows || !equal || !filled) {
				broken.add(part.toString());
			}
			end += part.length();
		}
		assertThat(broken).as("parts of %s", plan).isEmpty();
		assertThat(end).as("bytes of %s", plan).isEqualTo(plan.fileSize());
		assertThat(plan.parts()).isBetween(1, 10_000);
		assertThat(plan.partSize() % MIB).as("part size of %s", plan).isZero();
		assertThat(plan.partSize()).isBetween(5 * MIB, 5 * GIB);
		assertRanges(plan);
	}

	private static void assertRanges(PartPlan plan) {
		List<PartRange> ranges = plan.ranges();
		int[] numbers = ranges.stream().flatMapToInt(PartRange::numbers).toArray();
		assertThat(numbers).as("parts in the ranges of %s", plan)
			.isEqualTo(IntStream.rangeClosed(1, plan.parts()).toArray());
		assertThat(ranges).as("ranges of %s", plan).allMatch((range) -> range.last() - range.first() < 40);
		assertThat(ranges).extracting(PartRange::name).doesNotHaveDuplicates();
	}

}
