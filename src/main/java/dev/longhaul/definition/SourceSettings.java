package dev.longhaul.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.longhaul.source.DoneMarker;
import dev.longhaul.source.FileGlobs;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which files a definition takes.
 *
 * @param directory relative to the working directory; empty when it was not set
 * @param include globs relative to the directory
 * @param settle how long a file must not have been modified
 * @param doneMarker name of the file beside it that says that it is whole, as template;
 * then {@code settle} does not count
 * @param followLinks whether symbolic links are followed
 */
public record SourceSettings(@DefaultValue("") String directory, @DefaultValue("**") List<String> include,
		@DefaultValue List<String> exclude, @DefaultValue("30s") Duration settle, @Nullable String doneMarker,
		@DefaultValue("false") boolean followLinks) {

	/** The directory, absolute. */
	public Path root() {
		return Path.of(this.directory).toAbsolutePath().normalize();
	}

	/**
	 * Whether a file is there, in the directory and behind no symbolic link: others are
	 * not taken away after their delivery.
	 */
	public boolean holds(Path file) {
		try {
			return file.startsWith(root())
					&& file.toRealPath().equals(root().toRealPath().resolve(root().relativize(file)));
		}
		catch (IOException ex) {
			return false; // gone, or nobody can tell
		}
	}

	/** The name of the marker of each file, if they have one. */
	public Optional<DoneMarker> marker() {
		return Optional.ofNullable(this.doneMarker).map(DoneMarker::parse);
	}

	public FileGlobs globs() {
		return FileGlobs.of(this.include, this.exclude);
	}

}
