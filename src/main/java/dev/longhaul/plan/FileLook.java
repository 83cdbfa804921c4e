package dev.longhaul.plan;

import java.io.IOException;
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

/**
 * Looks at single files for one plan, one after another.
 */
final class FileLook {

	private static final Duration BRIEFLY = Duration.ofSeconds(1);

	private final Path home;

	private final Duration patience;

	private final Runnable requireRunning;

	/**
	 * Definitions of which a file was waited for in vain. Their others may lie on the
	 * same mount.
	 */
	private final Set<String> silent = new HashSet<>();

	/**
	 * None was looked at yet.
	 * @param patience how long the first one of a definition may be silent
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
		Inquiry<SourceFile> look = Inquiry.begin(definition.name(), (sign) -> {
			Path root = definition.source().root();
			SourceFile found = SourceFile.of(spelled(file, root));
			new OwnFiles(this.home).refuse(file, root);
			return found;
		});
		Duration left = this.silent.contains(definition.name()) ? BRIEFLY : this.patience;
		if (!look.isAnsweredWithin(left, this.requireRunning)) {
			this.silent.add(definition.name());
			throw SourceUnreadable.silent(file);
		}
		return look.answer();
	}

	/**
	 * As the definition writes its folder: a file of it that is named by another way
	 * there would be another file, and go up once more.
	 */
	private static Path spelled(Path file, Path root) {
		Path folder = file.getParent();
		if (file.startsWith(root) || folder == null) {
			return file;
		}
		try {
			Path below = root.toRealPath().relativize(folder.toRealPath());
			return below.startsWith("..") ? file : root.resolve(below).resolve(file.getFileName()).normalize();
		}
		catch (IOException ex) {
			return file; // what is wrong the look at it tells
		}
	}

}
