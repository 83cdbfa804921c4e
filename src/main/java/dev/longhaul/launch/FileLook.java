package dev.longhaul.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.source.Inquiry;
import dev.longhaul.source.OwnFiles;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceFile;
import dev.longhaul.source.SourceUnreadable;
import org.jspecify.annotations.Nullable;

/**
 * Looks at single files for one plan, one after another.
 */
final class FileLook {

	private final Path home;

	private final Duration patience;

	private final Runnable requireRunning;

	/** Folders that were waited for in vain: one mount costs one wait. */
	private final Set<@Nullable Path> silent = new HashSet<>();

	/**
	 * None was looked at yet.
	 * @param patience how long one may be silent
	 * @param requireRunning what it throws ends the wait for one
	 */
	FileLook(Path home, Duration patience, Runnable requireRunning) {
		this.home = home;
		this.patience = patience;
		this.requireRunning = requireRunning;
	}

	/**
	 * The file as it is now.
	 * @throws SourceException if it is not there, cannot be read, does not answer, or is
	 * one of Longhaul's own
	 */
	SourceFile at(Path file, JobDefinition definition) {
		if (this.silent.contains(file.getParent())) {
			throw SourceUnreadable.silent(file);
		}
		Inquiry<SourceFile> look = Inquiry.begin(definition.name(), (sign) -> {
			SourceFile found = SourceFile.of(file);
			new OwnFiles(this.home).refuse(file, definition.source().root());
			return found;
		});
		if (!look.isAnsweredWithin(this.patience, this.requireRunning)) {
			this.silent.add(file.getParent());
			throw SourceUnreadable.silent(file);
		}
		return look.answer();
	}

}
