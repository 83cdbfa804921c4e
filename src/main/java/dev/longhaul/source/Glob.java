package dev.longhaul.source;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pattern of relative paths.
 *
 * @param text as Java's globs are written
 * @param foldersOnly whether it stood there with a slash at its end
 */
record Glob(String text, boolean foldersOnly, PathMatcher matcher) {

	private static final Pattern ANY_DEPTH = Pattern.compile("(?<=^|[/{,])\\*\\*/");

	/** Within these a slash divides nothing. */
	private static final Pattern GROUP = Pattern.compile("[\\[{\\\\]");

	private static final Pattern ALL_NAMES = Pattern.compile("(.*/)?\\*\\*?");

	private static final int MAX_VARIANTS = 256;

	/** A name that no pattern is about, for the question whether it takes all names. */
	private static final Path ANY_NAME = Path.of("any");

	/**
	 * Reads a pattern. Java's {@code **} before a slash requires a folder; elsewhere it
	 * matches none, too, so one pattern becomes several.
	 * @throws IllegalArgumentException if it is malformed
	 */
	static List<Glob> read(String pattern) {
		String written = pattern.strip();
		String bare = (written.length() > 1) ? written.replaceFirst("(?<!\\\\)/+$", "") : written;
		return variants(bare).stream()
			.map((variant) -> new Glob(variant, !bare.equals(written), matcher(variant)))
			.toList();
	}

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

	boolean matchesFile(Path relative) {
		return !this.foldersOnly && this.matcher.matches(relative);
	}

	/** Whether it matches a folder, or whatever may be in it. */
	boolean matchesFolder(Path relative) {
		return this.matcher.matches(relative) || (takesAllNames() && this.matcher.matches(relative.resolve(ANY_NAME)));
	}

	/** Then one name in a folder tells of all; not where only folders are meant. */
	private boolean takesAllNames() {
		return !this.foldersOnly && ALL_NAMES.matcher(this.text).matches();
	}

	/** Whether something in a folder may match: in doubt it may. */
	boolean mayReachInto(Path folder) {
		if (GROUP.matcher(this.text).find()) {
			return true;
		}
		String[] names = this.text.split("/", -1);
		for (int i = 0; i < folder.getNameCount(); i++) {
			if (i < names.length && names[i].contains("**")) {
				return true;
			}
			if (i + 1 >= names.length || !matcher(names[i]).matches(folder.getName(i))) {
				return false;
			}
		}
		return true;
	}

}
