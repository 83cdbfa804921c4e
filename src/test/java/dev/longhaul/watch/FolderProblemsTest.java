package dev.longhaul.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a watch says of a problem, once when it comes and once when it is over.
 */
class FolderProblemsTest {

	private final List<String> said = new ArrayList<>();

	private final FolderProblems problems = new FolderProblems(this.said::add);

	@Test
	void what_is_over_is_named_without_the_advice_that_was_good_for_it() {
		Set<String> locked = Set.of("/drop/a cannot be read: permission denied; give this user the right to read it");

		this.problems.now(locked);
		this.problems.now(locked);
		this.problems.now(Set.of("a problem without advice"));
		this.problems.now(Set.of());

		assertThat(this.said).containsExactly(locked.iterator().next(), "a problem without advice",
				"over: /drop/a cannot be read: permission denied", "over: a problem without advice");
	}

}
