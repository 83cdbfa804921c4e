package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a folder that are ready to be taken.
 *
 * @param settle a file modified less long ago, or up to a day ahead of the clock, is left
 * for the next time; zero takes all
 * @param marker where it is set, a file is ready when its marker lies beside it, and only
 * then
 * @param followLinks whether symbolic links in the folder are followed
 * @param apart folders that are not searched where they lie in it: Longhaul's own, and
 * the one that delivered files are moved to
 */
public record SourceFolder(Path root, FileGlobs globs, Duration settle, @Nullable DoneMarker marker,
		boolean followLinks, List<Path> apart) {

	/** Clocks that confuse time zones differ by less than this. */
	private static final Duration MOST_AHEAD = Duration.ofDays(1);

	/** A folder without marker and links, of which all is searched. */
	public SourceFolder(Path root, FileGlobs globs, Duration settle) {
		this(root, globs, settle, null, false, List.of());
	}

	/**
	 * Walks the folder.
	 * @throws SourceUnreadable if the folder itself cannot be read
	 */
	public Scan scan(Clock clock) {
		return scan(clock, () -> {
		});
	}

	/**
	 * Walks the folder, which may take long.
	 * @param beforeEach run before each entry; what it throws ends the walk
	 * @throws SourceUnreadable if the folder itself cannot be read
	 */
	public Scan scan(Clock clock, Runnable beforeEach) {
		if (!Files.isDirectory(this.root)) {
			throw missing();
		}
		if (isApart(this.root)) {
			throw SourceUnreadable.apart(this.root);
		}
		Instant now = clock.instant();
		return judge(FolderWalk.through(this, beforeEach), now, beforeEach);
	}

	/**
	 * Walks the folder for the links alone that a scan follows.
	 * @throws SourceUnreadable if the folder itself cannot be read
	 */
	public FollowedLinks links() {
		return FolderWalk.through(this, () -> {
		}).links();
	}

	/** Whether a scan would take a file of this name, now or once it is ready. */
	public boolean means(Path file) {
		return file.startsWith(this.root) && this.globs.match(this.root.relativize(file)) && !isMarker(file)
				&& this.apart.stream().noneMatch(file::startsWith);
	}

	/** Whether it would be taken for the marker of a file. */
	public boolean isMarker(Path file) {
		return this.marker != null && this.marker.fits(file);
	}

	SourceUnreadable missing() {
		return new SourceUnreadable(this.root,
				Files.isRegularFile(this.root)
						? "it is a file; name the folder that it lies in, and the file in source.include"
						: "there is no such folder; create it or correct source.directory");
	}

	/** A walk may take long, so some of what it found may be gone by now. */
	Scan judge(FolderWalk walk, Instant now, Runnable beforeEach) {
		List<SourceFile> settled = new ArrayList<>();
		List<Path> unsettled = new ArrayList<>();
		List<Unreadable> unreadable = new ArrayList<>(walk.unreadable());
		for (SourceFile file : walk.files()) {
			beforeEach.run();
			if (file.path().toString().indexOf(SourceFile.UNDECODABLE) >= 0) {
				unreadable.add(new Unreadable(file.path(), SourceUnreadable.byName(file.path().toString())));
			}
			else if (!Files.isReadable(file.path())) {
				SourceException why = SourceFile.notReadable(file.path());
				if (why instanceof SourceUnreadable) {
					unreadable.add(new Unreadable(file.path(), why));
				}
			}
			else if ((this.marker != null) ? isMarked(file, walk, now) : isSettled(file, now)) {
				settled.add(file);
			}
			else {
				unsettled.add(file.path());
			}
		}
		settled.sort(Comparator.comparing(SourceFile::path));
		return new Scan(settled, unsettled, unreadable, walk.leftOut(), walk.aside(), walk.links());
	}

	/**
	 * Whether a folder is one of {@code apart}, perhaps by another path, such as a link.
	 */
	boolean isApart(Path visited) {
		return this.apart.stream().anyMatch((folder) -> isSame(folder, visited));
	}

	private static boolean isSame(Path folder, Path visited) {
		try {
			return Files.exists(folder) && Files.isSameFile(visited, folder);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Whether it has not been modified for long enough, whatever marker it has. */
	public boolean isSettled(SourceFile file, Instant now) {
		return this.settle.isZero() || Duration.between(file.modified(), now).compareTo(this.settle) >= 0
				|| isWronglyDated(file, now);
	}

	/** A marker older than its file is of the version before. */
	private static boolean isMarked(SourceFile file, FolderWalk walk, Instant now) {
		Instant marked = walk.markedAt(file.path());
		return marked != null && (!marked.isBefore(file.modified()) || isWronglyDated(file, now));
	}

	/**
	 * A time in the future may come from a share with another clock or time zone, where a
	 * writer is at work: it is waited for. Beyond that it is a wrong date, which must not
	 * hold the file back until then.
	 */
	private static boolean isWronglyDated(SourceFile file, Instant now) {
		return Duration.between(now, file.modified()).compareTo(MOST_AHEAD) > 0;
	}

	/**
	 * What a walk found.
	 *
	 * @param settled ready to go, by path
	 * @param unsettled still being written, or just written, or not marked
	 * @param unreadable meant, but not to be read
	 * @param leftOut meant by their names, but no files to send
	 * @param aside delivered files that an upload has put aside, to take them away
	 * @param links by which files were found
	 */
	public record Scan(List<SourceFile> settled, List<Path> unsettled, List<Unreadable> unreadable,
			List<LeftOut> leftOut, List<Path> aside, FollowedLinks links) {

		/** Whether nothing was there at all that is meant. */
		public boolean isEmpty() {
			return this.settled.isEmpty() && this.unsettled.isEmpty() && this.unreadable.isEmpty()
					&& this.leftOut.isEmpty();
		}

	}

}
