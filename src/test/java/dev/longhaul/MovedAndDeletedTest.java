package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.cli.RunSession;
import dev.longhaul.history.Candidate;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.launch.RunMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that two definitions deliver and both take away, in the order in which their
 * uploads may come.
 */
class MovedAndDeletedTest {

	private final Night night;

	private final Path folder;

	private final Path file;

	private final Path moved;

	MovedAndDeletedTest(@TempDir Path folder) {
		this.night = Night.in(folder);
		this.folder = folder;
		this.file = this.night.file("a.bin", 10, 1);
		this.moved = folder.resolve("sent/a.bin");
		this.night.define("on-success: {move: \"%s\"}".formatted(folder.resolve("sent")));
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void is_moved_by_the_one_before_the_other_deletes_it() throws IOException {
		second("on-success: delete");

		this.night.inSession(List.of("vault", "second"), (session) -> {
			assertThat(send(session, "vault")).isEqualTo("stays in its folder until second has delivered it too");
			assertThat(send(session, "second")).isEqualTo("stays in its folder until vault has moved it");
			assertThat(this.file).exists();
			assertThat(send(session, "vault")).isEqualTo("moved to " + this.moved);
			assertThat(send(session, "second")).as("the other has not deleted it").isEqualTo("gone from its folder");
			return session;
		});

		assertThat(this.moved).hasSize(10);
		assertThat(this.night.status()).contains("nothing is under way or unfinished");
	}

	@Test
	void is_moved_at_once_where_the_other_has_it_already() throws IOException {
		second("on-success: delete");

		this.night.inSession(List.of("vault", "second"), (session) -> {
			assertThat(send(session, "second")).isEqualTo("stays in its folder until vault has moved it");
			assertThat(send(session, "vault")).isEqualTo("moved to " + this.moved);
			assertThat(send(session, "second")).as("the other has not deleted it").isEqualTo("gone from its folder");
			return session;
		});

		assertThat(this.moved).hasSize(10);
		assertThat(this.night.status()).contains("nothing is under way or unfinished");
	}

	@Test
	void is_moved_by_one_of_two_that_do_not_wait_for_each_other_to_move_it() throws IOException {
		Path other = this.folder.resolve("other");
		second("on-success: {move: \"%s\"}".formatted(other));

		this.night.inSession(List.of("vault", "second"), (session) -> {
			assertThat(send(session, "vault")).isEqualTo("stays in its folder until second has delivered it too");
			assertThat(send(session, "second")).isEqualTo("moved to " + other.resolve("a.bin"));
			assertThat(send(session, "vault")).isEqualTo("gone from its folder");
			return session;
		});

		assertThat(other.resolve("a.bin")).hasSize(10);
		assertThat(this.moved).doesNotExist();
	}

	/** What becomes of the file when this definition has sent it, or goes on with it. */
	private static String send(RunSession session, String definition) {
		Candidate candidate = session.planner()
			.plan(List.of(), false)
			.candidates()
			.stream()
			.filter((one) -> one.identity().definition().equals(definition))
			.findFirst()
			.orElseThrow();
		UploadOutcome outcome = session.run().begin(candidate, RunMode.USUAL).join();
		assertThat(outcome.isUnfinished()).as("%s", outcome).isFalse();
		return outcome.message();
	}

	/** A definition beside vault. */
	private void second(String onSuccess) throws IOException {
		Files.writeString(this.folder.resolve("second.yml"),
				Files.readString(this.folder.resolve("vault.yml"))
					.replace("{path}", "second/{path}")
					.replaceAll("on-success.*", onSuccess));
	}

}
