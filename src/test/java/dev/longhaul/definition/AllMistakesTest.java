package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.longhaul.definition.DefinitionMistakesTest.AT_THE_TOP;
import static dev.longhaul.definition.WrittenDefinition.SHORTEST;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * All mistakes of a definition are told together.
 */
class AllMistakesTest {

	private final WrittenDefinition written;

	AllMistakesTest(@TempDir Path folder) {
		this.written = new WrittenDefinition(folder);
	}

	@Test
	void names_all_problems_at_once() throws IOException {
		this.written.problems("""
				source:
				  settle: -1s
				destination:
				  bucket: a
				  endpoint: nowhere
				transfer:
				  part-size: 1MB
				  parts-at-once: 0
				""").hasSize(6);
		this.written.problems(SHORTEST + "one: 1\ntwo: 2\n")
			.containsExactly("5:1: unknown setting one; " + AT_THE_TOP, "6:1: unknown setting two; " + AT_THE_TOP);
		this.written.problems("""
				source: {directory: /data, settle: 60}
				destination: {bucket: a, pathstyle: perhaps}
				transfer: {files-at-once: many, bandwith: 1MB}
				give-up-after: late
				on-success: {receipt: true}
				""")
			.satisfiesExactly((problem) -> assertThat(problem).startsWith("1:36: source.settle '60' is not a duration"),
					(problem) -> assertThat(problem).startsWith("2:37: destination.path-style 'perhaps' is not"),
					(problem) -> assertThat(problem).startsWith("3:27: transfer.files-at-once 'many' is not"),
					(problem) -> assertThat(problem).startsWith("3:33: unknown setting"),
					(problem) -> assertThat(problem).startsWith("4:16: give-up-after 'late' is not a duration"),
					(problem) -> assertThat(problem).startsWith("5:23: on-success.receipt needs on-success.move"));
	}

	@Test
	void tells_them_as_they_stand_and_what_is_missing_at_the_end() throws IOException {
		this.written.problems("""
				source: {settle: 60}
				destination:
				  buckets: vault
				transfer:
				  parts-at-once: 0
				enabled: perhaps
				two: 2
				""")
			.extracting((problem) -> problem.replaceFirst("[ ;].*", ""))
			.containsExactly("1:18:", "3:3:", "5:18:", "6:10:", "7:1:", "destination.bucket");
	}

	@Test
	void does_not_complain_of_what_is_only_missing_because_it_is_wrong() throws IOException {
		this.written.problems(SHORTEST + "  role-arn: ${ROLE}\n  external-id: corp-7\n")
			.containsExactly("5:13: destination.role-arn needs ${ROLE}, which is not set in the environment");
	}

}
