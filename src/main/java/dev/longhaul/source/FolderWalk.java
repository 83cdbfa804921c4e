package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.longhaul.machine.HeapFull;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a folder: what lies in it, not yet judged.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {

	private final SourceFolder folder;

	private final Runnable beforeEach;

	private final @Nullable DoneMarker marker;

	private final List<SourceFile> files = new ArrayList<>();

	private final Map<Path, Instant> markers = new HashMap<>();

	/** Where markers would lie, of all files, meant or not. */
	private final Set<Path> expected = new HashSet<>();

	/** Those that were followed, by the real path of what they lead to. */
	private final Map<Path, List<Path>> links = new HashMap<>();

	private final List<LeftOut> leftOut = new ArrayList<>();

	private final List<Path> aside = new ArrayList<>();

	private final List<Unreadable> unreadable = new ArrayList<>();

	private FolderWalk(SourceFolder folder, Runnable beforeEach) {
		this.folder = folder;
		this.beforeEach = beforeEach;
		this.marker = folder.marker();
	}

	/**
	 * Walks.
	 * @param beforeEach run before each entry; what it throws ends the walk
	 */
	static FolderWalk through(SourceFolder folder, Runnable beforeEach) {
		FolderWalk walk = new FolderWalk(folder, beforeEach);
		EnumSet<FileVisitOption> options = folder.followLinks() ? EnumSet.of(FileVisitOption.FOLLOW_LINKS)
				: EnumSet.noneOf(FileVisitOption.class);
		try {
			// by way of the dot the folder itself may be a symbolic link
			Files.walkFileTree(folder.root().resolve("."), options, Integer.MAX_VALUE, walk);
		}
		catch (IOException ex) {
			throw new SourceUnreadable(folder.root(), String.valueOf(ex.getMessage()));
		}
		catch (OutOfMemoryError ex) {
			throw walk.full(ex);
		}
		return walk;
	}

	/** Frees what was found, so that memory is left to report the error. */
	private HeapFull full(OutOfMemoryError error) {
		int found = this.files.size();
		this.files.clear();
		this.expected.clear();
		this.markers.clear();
		this.links.clear();
		this.leftOut.clear();
		return HeapFull.with(found, error);
	}

	/** Regular files that the globs mean. */
	List<SourceFile> files() {
		return this.files;
	}

	/** When a marker was last modified; null if there is none. */
	@Nullable Instant markedAt(Path file) {
		return (this.marker != null) ? this.markers.get(this.marker.of(file)) : null;
	}

	List<Unreadable> unreadable() {
		return this.unreadable;
	}

	/** Files that an upload put aside, to take them away. */
	List<Path> aside() {
		return this.aside;
	}

	FollowedLinks links() {
		return new FollowedLinks(this.links);
	}

	/** What is meant and no regular file, and markers of nothing. */
	List<LeftOut> leftOut() {
		List<LeftOut> all = new ArrayList<>(this.leftOut);
		this.markers.keySet()
			.stream()
			.filter((path) -> !this.expected.contains(path))
			.sorted()
			.forEach((path) -> all.add(LeftOut.strayMarker(path)));
		return all;
	}

	@Override
	public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes seen) {
		this.beforeEach.run();
		if (isPassedOver(visited.normalize()) || this.folder.isApart(visited)) {
			return FileVisitResult.SKIP_SUBTREE;
		}
		noteLink(visited);
		return FileVisitResult.CONTINUE;
	}

	private void noteLink(Path visited) {
		if (this.folder.followLinks() && Files.isSymbolicLink(visited)) {
			try {
				this.links.computeIfAbsent(visited.toRealPath(), (target) -> new ArrayList<>())
					.add(visited.normalize());
			}
			catch (IOException ex) {
				// it has gone since, and what it led to has one name less
			}
		}
	}

	private boolean isPassedOver(Path directory) {
		return !directory.equals(this.folder.root())
				&& this.folder.globs().passOver(this.folder.root().relativize(directory));
	}

	@Override
	public FileVisitResult visitFile(Path visited, BasicFileAttributes seen) {
		this.beforeEach.run();
		Path file = visited.normalize();
		if (SourceRemoval.isAside(file)) {
			this.aside.add(file);
			return FileVisitResult.CONTINUE;
		}
		if (this.marker != null && seen.isRegularFile()) {
			if (this.marker.fits(file)) {
				this.markers.put(file, seen.lastModifiedTime().toInstant());
				return FileVisitResult.CONTINUE;
			}
			this.expected.add(this.marker.of(file));
		}
		if (isMeant(file)) {
			take(file, seen);
		}
		return FileVisitResult.CONTINUE;
	}

	private void take(Path file, BasicFileAttributes seen) {
		if (seen.isRegularFile()) {
			noteLink(file);
			this.files.add(SourceFile.of(file, seen));
		}
		else if (seen.isSymbolicLink()) {
			this.leftOut.add(new LeftOut(file, this.folder.followLinks() ? "a symbolic link that leads nowhere"
					: "a symbolic link; 'source.follow-links: true' takes what it leads to"));
		}
		else {
			this.leftOut.add(new LeftOut(file, "a pipe, socket or device"));
		}
	}

	/**
	 * A folder whose listing fails, as one on NFS may, does not end the walk.
	 */
	@Override
	public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException ex) throws IOException {
		Path directory = visited.normalize();
		if (ex != null && directory.equals(this.folder.root())) {
			throw ex;
		}
		if (ex != null) {
			this.unreadable.add(notOpened(directory, ex));
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFileFailed(Path visited, IOException ex) {
		Path path = visited.normalize();
		if (ex instanceof NoSuchFileException) {
			vanished(path);
		}
		else if (isPassedOver(path) && (Files.isDirectory(path) || !isMeant(path))) {
			return FileVisitResult.CONTINUE;
		}
		else if (ex instanceof FileSystemLoopException) {
			this.leftOut.add(new LeftOut(path, "a symbolic link that leads back to a folder above it"));
		}
		else {
			this.unreadable.add(notOpened(path, ex));
		}
		return FileVisitResult.CONTINUE;
	}

	private static Unreadable notOpened(Path path, IOException ex) {
		return new Unreadable(path,
				TooManyOpenFiles.isMeantBy(ex) ? new TooManyOpenFiles(path) : SourceUnreadable.forbidden(path, ex));
	}

	/**
	 * In a folder in use names come and go; only the folder itself has to stay.
	 */
	private void vanished(Path path) {
		if (path.equals(this.folder.root())) {
			throw this.folder.missing();
		}
	}

	private boolean isMeant(Path file) {
		return this.folder.globs().match(this.folder.root().relativize(file));
	}

}
