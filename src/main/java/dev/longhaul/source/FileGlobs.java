package dev.longhaul.source;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which relative paths are meant: matched by an include and by no exclude.
 */
public final class FileGlobs {

	private static final Pattern ANY_DEPTH = Pattern.compile("(?<=^|[/{,])\\*\\*/");

	private static final int MAX_VARIANTS = 256;

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
		Path line = inOneLine(relative);
		return this.include.stream().anyMatch((glob) -> glob.matches(line)) && !excludes(line);
	}

	boolean excludes(Path relative) {
		Path line = inOneLine(relative);
		return this.exclude.stream().anyMatch((glob) -> glob.matches(line));
	}

	/** Java's globs match no line ends, which a file's name may well have. */
	private static Path inOneLine(Path relative) {
		String name = relative.toString();
		String line = name.replaceAll("\\R", "_");
		return line.equals(name) ? relative : Path.of(line);
	}

	private static List<PathMatcher> matchers(List<String> globs) {
		return globs.stream().flatMap((glob) -> variants(glob.strip()).stream()).map(FileGlobs::matcher).toList();
	}

	/**
	 * Java's {@code **} before a slash wants a folder, everybody else's matches no folder
	 * too.
	 */
	private static List<String> variants(String glob) {
		List<String> variants = new ArrayList<>(List.of(glob));
		Matcher anyDepth = ANY_DEPTH.matcher(glob);
		while (anyDepth.find() && variants.size() < MAX_VARIANTS) {
			int fromEnd = glob.length() - anyDepth.start();
			for (String variant : List.copyOf(variants)) {
				int at = variant.length() - fromEnd;
				variants.add(variant.substring(0, at) + variant.substring(at + "**/".length()));
			}
		}
		return variants;
	}

	private static PathMatcher matcher(String glob) {
		try {
			return FileSystems.getDefault().getPathMatcher("glob:" + glob);
		}
		catch (IllegalArgumentException ex) {
			String reason = String.valueOf(ex.getMessage()).lines().findFirst().orElse("");
			throw new IllegalArgumentException("'%s' is no glob: %s".formatted(glob, reason), ex);
		}
	}

}
