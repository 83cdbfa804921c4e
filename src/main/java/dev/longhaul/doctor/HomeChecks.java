package dev.longhaul.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.part.S3Limits;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeMisnamed;
import dev.longhaul.repository.home.RepositoryNotWritten;
import dev.longhaul.repository.postgres.PostgresReader;

/**
 * Whether the home can be written, its repository read, and its disk still filled.
 */
record HomeChecks(CheckList list, Home home, Supplier<RepositoryReader> reader, Clock clock) {

	/** The repository grows by some KiB an upload, the logs to 50 MiB. */
	private static final long AMPLE = 512 * S3Limits.MIB;

	private static final long TOO_LITTLE = 32 * S3Limits.MIB;

	void examine() {
		this.list.guarded("home", this::folder);
		this.list.guarded("repository", this::repository);
	}

	private void folder() {
		try {
			Path existing = this.home.inspect();
			boolean there = existing.equals(this.home.folder());
			this.list.ok("home", this.home.folder()
					+ (there ? " can be written" : " is not there yet, and the first run can make it"));
			space(Files.getFileStore(existing).getUsableSpace());
		}
		catch (RepositoryUnusable | HomeMisnamed ex) {
			this.list.fail("home", ex);
			this.list.skip(List.of("disk"), "the home cannot be written");
		}
		catch (IOException ex) {
			this.list.note("disk", "how much space is left for the home cannot be told (%s)".formatted(ex));
		}
	}

	void space(long bytes) {
		String left = "%,d MiB are left for the home".formatted(bytes / S3Limits.MIB);
		if (bytes < TOO_LITTLE) {
			this.list.fail("disk", left + ", and a full disk ends a run; free its disk, or choose another by --home");
		}
		else if (bytes < AMPLE) {
			this.list.warn("disk", left + "; free its disk before it is full, which would end a run");
		}
		else {
			this.list.ok("disk", left);
		}
	}

	private void repository() {
		RepositoryReader repository;
		try {
			repository = this.reader.get();
		}
		catch (Misconfigured ex) {
			this.list.skip(List.of("repository"), "the settings are wrong");
			return;
		}
		if (repository instanceof PostgresReader postgres) {
			new PostgresChecks(this.list, postgres, this.clock).examine();
		}
		else if (!isHeld(repository)) {
			embedded(repository);
		}
	}

	private void embedded(RepositoryReader repository) {
		try {
			boolean begun = repository.read((jdbc, claimed) -> true).isPresent();
			this.list.ok("repository", begun ? "it is readable, and no run holds it"
					: "there is none in the home yet, and the first run makes it");
		}
		catch (RepositoryUnusable | RepositoryNotWritten ex) {
			// a run that has begun meanwhile makes it unreadable for a moment
			if (!isHeld(repository)) {
				this.list.fail("repository", ex);
			}
		}
	}

	private boolean isHeld(RepositoryReader repository) {
		return repository.holder().map((holder) -> {
			this.list.note("repository", "it is held by " + holder
					+ "; a watch carries out what is run beside it, a run lets another one of its definitions end with 75: "
					+ "wait for that, or use 'longhaul run --wait 2h'");
			return true;
		}).orElse(false);
	}

}
