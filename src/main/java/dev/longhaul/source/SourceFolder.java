package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the files of a folder.
 *
 * @param settle a file modified less long ago is left for the next time
 */
public record SourceFolder(Path root, FileGlobs globs, Duration settle) {

	/** What the JDK puts for bytes that are no characters in the locale's encoding. */
	private static final char UNDECODABLE = '\uFFFD';

	/**
	 * Walks the folder; symbolic links in it are not followed.
	 * @throws SourceUnreadable if the folder itself cannot be read
	 */
	public Scan scan(Clock clock) {
		if (!Files.isDirectory(this.root)) {
			throw new SourceUnreadable(this.root, "there is no such folder; create it or correct source.directory");
		}
		List<SourceFile> settled = new ArrayList<>();
		List<Path> unsettled = new ArrayList<>();
		List<SourceException> unreadable = new ArrayList<>();
		Instant now = clock.instant();
		try {
			Files.walkFileTree(this.root.resolve("."), new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult visitFile(Path visited, BasicFileAttributes seen) {
					Path file = visited.normalize();
					if (seen.isRegularFile() && globs().match(root().relativize(file))) {
						take(SourceFile.of(file, seen));
					}
					return FileVisitResult.CONTINUE;
				}

				private void take(SourceFile file) {
					if (file.path().toString().indexOf(UNDECODABLE) >= 0) {
						unreadable.add(new SourceUnreadable(file.path(), "its name has characters that this process's "
								+ "locale cannot read; set LC_ALL=C.UTF-8, in a crontab too"));
					}
					else if (!Files.isReadable(file.path())) {
						unreadable.add(new SourceUnreadable(file.path(),
								"permission denied; give this user the right to read it"));
					}
					else if (isSettled(file, now)) {
						settled.add(file);
					}
					else {
						unsettled.add(file.path());
					}
				}

				@Override
				public FileVisitResult visitFileFailed(Path visited, IOException ex) {
					Path path = visited.normalize();
					if (!globs().excludes(root().relativize(path))) {
						unreadable.add(new SourceUnreadable(path, ex.getClass().getSimpleName()));
					}
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (IOException ex) {
			throw new SourceUnreadable(this.root, String.valueOf(ex.getMessage()));
		}
		settled.sort(Comparator.comparing(SourceFile::path));
		return new Scan(settled, unsettled, unreadable);
	}

	/** A time in the future comes from a wrong clock, not from a writer at work. */
	private boolean isSettled(SourceFile file, Instant now) {
		return Duration.between(file.modified(), now).abs().compareTo(this.settle) >= 0;
	}

	/**
	 * What a walk found.
	 *
	 * @param settled ready to go, by path
	 * @param unsettled still being written, or just written
	 * @param unreadable meant, but not to be read
	 */
	public record Scan(List<SourceFile> settled, List<Path> unsettled, List<SourceException> unreadable) {

	}

}
