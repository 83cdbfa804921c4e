package dev.longhaul.plan;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.source.Inquiry;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFolder;
import dev.longhaul.source.SourceUnreadable;

/**
 * The search of one definition's folder, under way.
 */
record FolderScan(JobDefinition definition, Inquiry<SourceFolder.Scan> search, Runnable requireRunning) {

	/** Long enough for most folders; one that takes longer is not waited for yet. */
	private static final Duration HESITATION = Duration.ofSeconds(1);

	/**
	 * Begins it.
	 * @param requireRunning what it throws ends the search, and whoever waits for it
	 */
	static FolderScan begin(JobDefinition definition, Path home, Clock clock, Runnable requireRunning) {
		SourceFolder folder = definition.folder(home);
		return new FolderScan(definition, Inquiry.begin(definition.name(), (sign) -> folder.scan(clock, () -> {
			sign.run();
			requireRunning.run();
		})), requireRunning);
	}

	/**
	 * Waits for it as long as it goes on. Folders are searched one after another: on one
	 * disk that is faster than all at once, and what was found takes memory.
	 */
	void hesitate() {
		var unused = this.search.isAnsweredWithin(HESITATION, this.requireRunning);
	}

	/**
	 * What was found.
	 * @param patience how long the folder may be silent
	 * @throws SourceException if the folder cannot be read
	 */
	SourceFolder.Scan result(Duration patience) {
		if (this.search.isAnsweredWithin(patience, this.requireRunning)) {
			return this.search.answer();
		}
		giveUp();
		throw SourceUnreadable.silent(this.definition.source().root());
	}

	void giveUp() {
		this.search.giveUp();
	}

}
