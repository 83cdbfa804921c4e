package dev.longhaul.source;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which relative paths are meant: matched by an include and by no exclude, nor in a
 * folder that an exclude matches, nor one that is deleted already.
 */
public final class FileGlobs {

	/**
	 * What NFS and FUSE call a file that was deleted while a program has it open: it goes
	 * when that closes it.
	 */
	private static final Pattern DELETED = Pattern.compile("\\.nfs[.0-9A-Fa-f]{4,}|\\.fuse_hidden[0-9A-Fa-f]{8,}");

	private final List<Glob> include;

	private final List<Glob> exclude;

	private FileGlobs(List<Glob> include, List<Glob> exclude) {
		this.include = include;
		this.exclude = exclude;
	}

	/**
	 * From glob patterns.
	 * @throws IllegalArgumentException if a pattern is malformed
	 */
	public static FileGlobs of(List<String> include, List<String> exclude) {
		return new FileGlobs(globs(include), globs(exclude));
	}

	private static List<Glob> globs(List<String> patterns) {
		return patterns.stream().flatMap((pattern) -> Glob.read(pattern).stream()).toList();
	}

	public boolean match(Path relative) {
		Path line = inOneLine(relative);
		return this.include.stream().anyMatch((glob) -> glob.matchesFile(line)) && !excludes(line) && !isDeleted(line);
	}

	private static boolean isDeleted(Path line) {
		return DELETED.matcher(String.valueOf(line.getFileName())).matches();
	}

	private boolean excludes(Path line) {
		if (this.exclude.stream().anyMatch((glob) -> glob.matchesFile(line))) {
			return true;
		}
		for (Path folder = line.getParent(); folder != null; folder = folder.getParent()) {
			if (excludesFolder(folder)) {
				return true;
			}
		}
		return false;
	}

	private boolean excludesFolder(Path line) {
		return this.exclude.stream().anyMatch((glob) -> glob.matchesFolder(line));
	}

	/** Whether nothing in a folder can be meant. */
	boolean passOver(Path folder) {
		Path line = inOneLine(folder);
		return excludesFolder(line) || this.include.stream().noneMatch((glob) -> glob.mayReachInto(line));
	}

	/** Java's globs match no line ends, which a file's name may well have. */
	private static Path inOneLine(Path relative) {
		String name = relative.toString();
		String line = name.replaceAll("\\R", "_");
		return line.equals(name) ? relative : Path.of(line);
	}

}
