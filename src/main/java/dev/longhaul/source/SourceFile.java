package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.longhaul.machine.FileSystemWords;

/**
 * A snapshot of a file: what was seen of it when its upload was planned.
 *
 * @param path absolute
 * @param size in bytes
 * @param modified as the file system tells it
 * @param fileKey the file system's name of the file itself (device and inode), which a
 * rename over it changes; empty where there is none
 * @param followed whether its name may be that of a symbolic link; else such a link is
 * another file, wherever it leads
 */
public record SourceFile(Path path, long size, Instant modified, String fileKey, boolean followed) {

	/** What the JDK puts for bytes that are no characters in the locale's encoding. */
	static final char UNDECODABLE = '\uFFFD';

	/** How finely file systems keep times; each of them divides two seconds. */
	private static final List<Duration> GRAINS = List.of(Duration.ofNanos(100), Duration.ofNanos(1_000),
			Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofSeconds(2));

	/** A file whose name may be that of a symbolic link. */
	public SourceFile(Path path, long size, Instant modified, String fileKey) {
		this(path, size, modified, fileKey, true);
	}

	/**
	 * Takes the snapshot, of what a symbolic link leads to too.
	 * @throws SourceGone if there is no such file
	 * @throws SourceUnreadable if it is no regular file or may not be read
	 */
	public static SourceFile of(Path path) {
		return of(path, true);
	}

	/**
	 * Takes the snapshot.
	 * @param followed whether a symbolic link is followed
	 * @throws SourceChanged if it is one, and is not
	 * @throws SourceGone if there is no such file
	 * @throws SourceUnreadable if it is no regular file or may not be read
	 */
	public static SourceFile of(Path path, boolean followed) {
		Path absolute = path.toAbsolutePath().normalize();
		BasicFileAttributes seen = attributes(absolute, followed);
		if (!seen.isRegularFile()) {
			throw new SourceUnreadable(absolute, "it is not a regular file");
		}
		if (!Files.isReadable(absolute)) {
			throw notReadable(absolute);
		}
		return of(absolute, seen).followed(followed);
	}

	/** The same file, and whether its name may be that of a symbolic link. */
	public SourceFile followed(boolean follow) {
		return new SourceFile(this.path, this.size, this.modified, this.fileKey, follow);
	}

	/**
	 * The path of a file that was written down as text: another process may have read it.
	 * @throws SourceUnreadable if this process's locale cannot read its name
	 */
	public static Path pathOf(String name) {
		try {
			return Path.of(name);
		}
		catch (InvalidPathException ex) {
			throw SourceUnreadable.byName(name);
		}
	}

	/**
	 * A path that was typed. Bytes that are no text come with another character in their
	 * place, so that the file cannot be found by it.
	 * @throws SourceUnreadable if that is so
	 */
	public static Path requireText(Path typed) {
		if (typed.toString().indexOf(UNDECODABLE) >= 0 && Files.notExists(typed)) {
			throw SourceUnreadable.byName(typed.toString());
		}
		return typed;
	}

	/** Why a file that was there cannot be read: a name without file cannot be either. */
	static SourceException notReadable(Path file) {
		return Files.notExists(file) ? new SourceGone(file) : SourceUnreadable.denied(file);
	}

	static SourceFile of(Path path, BasicFileAttributes seen) {
		String fileKey = (seen.fileKey() != null) ? seen.fileKey().toString() : "";
		return new SourceFile(path, seen.size(), seen.lastModifiedTime().toInstant(), fileKey);
	}

	/**
	 * The same file as another machine sees it, by the number that it gives the device.
	 * @throws SourceChanged if it sees another file, or another version of it
	 * @throws SourceGone if it sees none
	 * @throws SourceUnreadable if it may not read it
	 */
	public SourceFile seenHere() {
		SourceFile now = whatIsHere();
		if (!isSameAs(now)) {
			throw SourceChanged.elsewhere(this.path,
					"here it has %,d bytes, modified at %s, and is %s; planned were %,d, %s, %s".formatted(now.size,
							now.modified, inode(now.fileKey), this.size, this.modified, inode(this.fileKey)));
		}
		return now;
	}

	private SourceFile whatIsHere() {
		try {
			return of(this.path, this.followed);
		}
		catch (SourceGone ex) {
			throw SourceGone.here(this.path);
		}
	}

	/**
	 * Whether it is this version of this file. A remount changes the number of a device.
	 */
	boolean isSameAs(SourceFile other) {
		return other.size == this.size && other.modified.equals(this.modified)
				&& inode(other.fileKey).equals(inode(this.fileKey));
	}

	/**
	 * Whether it may be a copy of a file of this size and time. Where a copy lies, times
	 * may be kept more coarsely: to 100 ns by CIFS, to a second or two by others.
	 */
	public boolean mayBeCopyOf(long otherSize, Instant otherTime) {
		return this.size == otherSize && (this.modified.equals(otherTime)
				|| GRAINS.stream().anyMatch((grain) -> isRounded(otherTime, this.modified, grain)));
	}

	private static boolean isRounded(Instant exact, Instant rounded, Duration grain) {
		long sinceEven = Math.floorMod(rounded.getEpochSecond(), 2L) * 1_000_000_000L + rounded.getNano();
		return Duration.between(exact, rounded).abs().compareTo(grain) < 0 && sinceEven % grain.toNanos() == 0;
	}

	/** Of {@code (dev=fd01,ino=4711)}. */
	private static String inode(String fileKey) {
		return fileKey.substring(fileKey.indexOf(',') + 1).replace(")", "");
	}

	/**
	 * Looks again.
	 * @throws SourceChanged if the file is not the one of the snapshot any more
	 * @throws SourceGone if it has been deleted
	 * @throws SourceRenumbered if nobody can tell whether it is
	 */
	public void requireUnchanged() {
		SourceFile now = of(this.path, attributes(this.path, this.followed));
		if (now.size != this.size) {
			throw new SourceChanged(this.path, "its size went from %,d to %,d bytes".formatted(this.size, now.size));
		}
		if (!now.modified.equals(this.modified)) {
			throw new SourceChanged(this.path, "it was modified at " + now.modified);
		}
		if (!now.fileKey.equals(this.fileKey)) {
			throw new SourceRenumbered(this.path);
		}
	}

	private static BasicFileAttributes attributes(Path path, boolean followed) {
		try {
			BasicFileAttributes seen = followed ? Files.readAttributes(path, BasicFileAttributes.class)
					: Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
			if (seen.isSymbolicLink()) {
				throw SourceChanged.toLink(path);
			}
			return seen;
		}
		catch (NoSuchFileException ex) {
			throw new SourceGone(path);
		}
		catch (AccessDeniedException ex) {
			throw SourceUnreadable.denied(path);
		}
		catch (IOException ex) {
			throw new SourceUnreadable(path, FileSystemWords.of(ex));
		}
	}

}
