package dev.longhaul;

import java.nio.file.Path;

import dev.longhaul.history.UploadOutcome.Result;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A night whose repository is in PostgreSQL, and commands that are typed in it.
 */
record PostgresNight(Path folder, Night night, Settings settings) {

	/** One of the repository's settings, named without {@code repository.}. */
	void setting(String name, String value) {
		this.settings.set("repository." + name, value);
	}

	/** From here on the repository is in the home. */
	void useHome() {
		this.settings.clearRepository();
	}

	/** The same, where it was in PostgreSQL before. */
	void beginInHome() {
		useHome();
		assertThat(this.folder.resolve("home/in-postgresql").toFile().delete()).isTrue();
	}

	void makeTables() {
		this.night.file("small.bin", 100, 6);
		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);
	}

	TypedCommand command(String... words) {
		return TypedCommand.in(this.folder, words);
	}

	String doctor() {
		return command("doctor", "--offline").out();
	}

}
