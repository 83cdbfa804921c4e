package dev.longhaul.definition;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.longhaul.definition.KeyTemplate.Subject;
import dev.longhaul.definition.OnSuccess.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The place that a delivered file is moved to.
 */
class OnSuccessTest {

	private static final Path HERE = Path.of("").toAbsolutePath();

	private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:00Z");

	@ParameterizedTest(name = "{0}: {2} below {1}")
	@CsvSource({ "/sent, /sent, a.dump", "/sent/, /sent, a.dump", "/x/../sent, /sent, a.dump",
			"/x/./sent/{modified:yyyy/MM}, /x/sent, 2026/03/a.dump", "/x/../sent-{modified:yyyy}, /, sent-2026/a.dump",
			"/sent/{dir}, /sent, db/a.dump", "/sent/{dir}/{ext}/, /sent, db/dump/a.dump" })
	void a_folder_is_a_path_before_its_first_placeholder(String move, Path archive, String below) {
		OnSuccess moving = new OnSuccess(Action.KEEP, move, false);

		assertThat(moving.archive()).contains(archive);
		assertThat(moving.target(subject("db/a.dump"))).contains(archive.resolve(below));
	}

	@ParameterizedTest(name = "{0}: {2} below {1}")
	@CsvSource({ "sent, sent, a.dump", "./sent, sent, a.dump", "../sent, ../sent, a.dump", ".., .., a.dump",
			"../sent/{definition}, ../sent, nightly/a.dump", "{dir}, '', db/a.dump", "sent-{dir}, '', sent-db/a.dump" })
	void a_relative_folder_begins_in_the_working_directory(String move, String archive, String below) {
		OnSuccess moving = new OnSuccess(Action.KEEP, move, false);

		Path folder = HERE.resolve(archive).normalize();
		assertThat(moving.archive()).contains(folder);
		assertThat(moving.target(subject("db/a.dump"))).contains(folder.resolve(below));
	}

	@Test
	void a_folder_may_be_named_longer_than_a_key() {
		String deep = "/sent" + "/x".repeat(1000);

		assertThat(new OnSuccess(Action.KEEP, deep, false).target(subject("a.dump"))).contains(Path.of(deep, "a.dump"));
	}

	@ParameterizedTest
	@CsvSource({ "../sent/{stem}, ...dump", "/sent/{dir}, ../a.dump" })
	void a_placeholder_does_not_lead_out_of_the_folder(String move, String file) {
		OnSuccess moving = new OnSuccess(Action.KEEP, move, false);

		assertThatExceptionOfType(UnusableKey.class).isThrownBy(() -> moving.target(subject(file)))
			.withMessageStartingWith(file + " would be moved to ")
			.withMessageEndingWith("escape its place by '.' or '..'; change on-success.move");
	}

	@Test
	void a_placeholder_does_not_lead_to_the_root() {
		assertThat(new OnSuccess(Action.KEEP, "/sent/{modified://yyyy}", false).target(subject("a.dump")))
			.contains(Path.of("/sent/2026/a.dump"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sent/{dir}/../x", "{dir}/..", "/sent/{dir}/." })
	void dots_behind_a_placeholder_are_refused_with_the_definition(String move) {
		assertThatIllegalArgumentException().isThrownBy(() -> new OnSuccess(Action.KEEP, move, false).folder())
			.withMessage("'%s' has '.' or '..' behind a placeholder; write it before the first one", move);
	}

	private static Subject subject(String file) {
		return new Subject(Path.of(file), MODIFIED, "nightly", Clock.fixed(MODIFIED, ZoneOffset.UTC));
	}

}
