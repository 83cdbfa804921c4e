package dev.longhaul.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.longhaul.part.PartPlan;
import dev.longhaul.part.PartRange;
import dev.longhaul.store.UploadedPart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A checkpoint knows its parts, and lets no upload be completed without one.
 */
class CheckpointTest {

	/** Five parts, the last one of 7 bytes. */
	private static final PartPlan PLAN = new PartPlan(407, 100, 2);

	@Test
	void has_its_parts_in_the_order_of_their_numbers() {
		Checkpoint checkpoint = Checkpoint.of(List.of(part(3), part(1), part(2)));

		assertThat(checkpoint.parts()).containsExactly(part(1), part(2), part(3));
		assertThat(checkpoint.part(2)).contains(part(2));
		assertThat(checkpoint.part(4)).isEmpty();
		assertThat(checkpoint.bytes()).isEqualTo(300);
	}

	@Test
	void is_empty_at_first() {
		Checkpoint checkpoint = Checkpoint.of(List.of());

		assertThat(checkpoint.parts()).isEmpty();
		assertThat(checkpoint.bytes()).isZero();
	}

	@Test
	void replaces_a_part_of_the_same_number() {
		UploadedPart anew = new UploadedPart(2, 100, "anew");

		assertThat(Checkpoint.of(List.of(part(2), anew)).parts()).containsExactly(anew);
		assertThat(Checkpoint.of(List.of(part(1), part(2))).with(anew).parts()).containsExactly(part(1), anew);
	}

	@Test
	void stays_as_it_is_when_another_is_made_of_it() {
		Checkpoint checkpoint = Checkpoint.of(List.of(part(1), part(2)));

		assertThat(checkpoint.with(part(3)).parts()).hasSize(3);
		assertThat(checkpoint.without(1).parts()).containsExactly(part(2));
		assertThat(checkpoint.without(9).parts()).containsExactly(part(1), part(2));
		assertThat(checkpoint.parts()).containsExactly(part(1), part(2));
	}

	@Test
	void knows_the_first_part_of_a_range_that_is_missing() {
		Checkpoint checkpoint = Checkpoint.of(List.of(part(1), part(3)));

		assertThat(checkpoint.nextMissing(new PartRange(1, 2), PLAN)).contains(PLAN.part(2));
		assertThat(checkpoint.nextMissing(new PartRange(3, 4), PLAN)).contains(PLAN.part(4));
		assertThat(checkpoint.nextMissing(new PartRange(3, 3), PLAN)).isEmpty();
		assertThat(checkpoint.nextMissing(new PartRange(5, 5), PLAN)).contains(PLAN.part(5));
	}

	@Test
	void gives_all_parts_ascending_when_it_is_complete() {
		List<UploadedPart> backwards = new ArrayList<>();
		IntStream.rangeClosed(1, 5).forEach((number) -> backwards.add(0, part(number)));

		assertThat(Checkpoint.of(backwards).requireComplete(PLAN)).containsExactly(part(1), part(2), part(3), part(4),
				part(5));
	}

	@Test
	void is_not_complete_while_a_part_is_missing() {
		for (int missing = 1; missing <= 5; missing++) {
			Checkpoint checkpoint = complete().without(missing);

			assertThatExceptionOfType(PartsMissing.class).isThrownBy(() -> checkpoint.requireComplete(PLAN))
				.withMessage("1 of 5 parts are not in the checkpoint (%d); the next run sends them", missing);
		}
	}

	@Test
	void names_only_the_first_five_missing_parts() {
		PartPlan large = new PartPlan(10_000, 1, 100);

		assertThatExceptionOfType(PartsMissing.class).isThrownBy(() -> Checkpoint.of(List.of()).requireComplete(large))
			.withMessageContaining("10000 of 10000 parts")
			.withMessageContaining("(1, 2, 3, 4, 5)");
	}

	@Test
	void is_not_complete_with_a_part_of_another_size() {
		Checkpoint checkpoint = complete().with(new UploadedPart(5, 100, "too long"));

		assertThatExceptionOfType(PartsMissing.class).isThrownBy(() -> checkpoint.requireComplete(PLAN))
			.withMessageContaining("(5)");
	}

	@Test
	void is_not_complete_with_a_part_that_is_not_planned() {
		Checkpoint checkpoint = complete().with(new UploadedPart(6, 100, "stray"));

		assertThatExceptionOfType(PartsMissing.class).isThrownBy(() -> checkpoint.requireComplete(PLAN));
	}

	private static Checkpoint complete() {
		return Checkpoint.of(IntStream.rangeClosed(1, 5).mapToObj(CheckpointTest::part).toList());
	}

	private static UploadedPart part(int number) {
		return new UploadedPart(number, PLAN.part(number).length(), "etag-" + number);
	}

}
