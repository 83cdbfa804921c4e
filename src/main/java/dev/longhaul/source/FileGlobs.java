package dev.longhaul.source;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Which relative paths are meant: matched by an include and by no exclude.
 */
public final class FileGlobs {

	private final List<PathMatcher> include;

	private final List<PathMatcher> exclude;

	private FileGlobs(List<PathMatcher> include, List<PathMatcher> exclude) {
		this.include = include;
		this.exclude = exclude;
	}

	/**
	 * From glob patterns.
	 * @throws IllegalArgumentException if a pattern is malformed
	 */
	public static FileGlobs of(List<String> include, List<String> exclude) {
		return new FileGlobs(matchers(include), matchers(exclude));
	}

	public boolean match(Path relative) {
		return this.include.stream().anyMatch((glob) -> glob.matches(relative))
				&& this.exclude.stream().noneMatch((glob) -> glob.matches(relative));
	}

	private static List<PathMatcher> matchers(List<String> globs) {
		return globs.stream().map(FileGlobs::matcher).toList();
	}

	private static PathMatcher matcher(String glob) {
		// Java's ** wants a folder, everybody else's matches no folder too
		String anyDepth = glob.strip().replaceAll("(?<=^|/)\\*\\*/", "{**/,}");
		try {
			return FileSystems.getDefault().getPathMatcher("glob:" + anyDepth);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'%s' is no glob: %s".formatted(glob, ex.getMessage()), ex);
		}
	}

}
