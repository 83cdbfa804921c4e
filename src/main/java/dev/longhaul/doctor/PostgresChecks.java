package dev.longhaul.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.postgres.PostgresReader;
import dev.longhaul.repository.postgres.PostgresReader.Examination;
import dev.longhaul.repository.postgres.RepositoryAway;

/**
 * Whether the repository in PostgreSQL can be used, and whether its clock is this
 * machine's: what several machines wrote down is put in order by their times.
 */
record PostgresChecks(CheckList list, PostgresReader reader, Clock clock) {

	private static final Duration NOTICEABLE = Duration.ofMinutes(1);

	void examine() {
		try {
			Examination found = this.reader.examine(this.clock);
			usable(found);
			clock(found.ahead());
		}
		catch (RepositoryAway | RepositoryUnusable ex) {
			this.list.fail("repository", ex);
			this.list.skip(List.of("repository-clock"), "the repository does not answer");
		}
	}

	/** As far as the home allows, which may have a repository of its own. */
	private void usable(Examination found) {
		try {
			this.reader.requireMoved();
		}
		catch (RepositoryUnusable ex) {
			this.list.fail("repository", ex);
			return;
		}
		Optional<String> passedOver = this.reader.passedOver();
		String tables = found.schemaVersion()
			.map((version) -> "tables of version " + version)
			.orElse("no tables yet, and the first run makes them");
		this.list.ok("repository",
				"%s answers: PostgreSQL %s, %s".formatted(this.reader.place(), found.version(), tables));
		passedOver.ifPresent((sentence) -> this.list.warn("repository", sentence));
	}

	void clock(Duration ahead) {
		String words = "this machine's clock is %d s %s that of the repository".formatted(ahead.abs().toSeconds(),
				ahead.isNegative() ? "behind" : "ahead of");
		if (ahead.abs().compareTo(NOTICEABLE) > 0) {
			this.list.warn("repository-clock", words + ", and times in the history are out of order; set both by NTP");
		}
		else {
			this.list.ok("repository-clock", words);
		}
	}

}
