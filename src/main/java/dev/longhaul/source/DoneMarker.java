package dev.longhaul.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the file that lies beside another one once that one is whole: a template
 * such as <code>{name}.done</code>.
 */
public final class DoneMarker {

	private static final Pattern TOKEN = Pattern.compile("\\{(name|stem|ext)}|[^{}]+|(.)");

	private final String template;

	private final Pattern fitting;

	private DoneMarker(String template, Pattern fitting) {
		this.template = template;
		this.fitting = fitting;
	}

	/**
	 * Reads a template.
	 * @throws IllegalArgumentException if it has other placeholders or none, or a folder
	 */
	public static DoneMarker parse(String template) {
		StringBuilder fitting = new StringBuilder();
		boolean names = false;
		boolean fixed = false;
		Matcher token = TOKEN.matcher(template);
		while (token.find()) {
			if (token.group(2) != null || token.group().contains("/")) {
				throw wrong(template);
			}
			boolean placeholder = token.group(1) != null;
			names |= placeholder && !token.group(1).equals("ext");
			fixed |= !placeholder;
			fitting.append(placeholder ? ".*" : Pattern.quote(token.group()));
		}
		if (!names || !fixed) {
			throw wrong(template);
		}
		return new DoneMarker(template, Pattern.compile(fitting.toString(), Pattern.DOTALL));
	}

	/** Whether a file of this name is a marker, and so never sent itself. */
	boolean fits(Path file) {
		return this.fitting.matcher(name(file)).matches();
	}

	/**
	 * The file whose marker this is; nothing where the template does not tell, for
	 * several may have the same.
	 */
	public Optional<Path> fileOf(Path marker) {
		String[] around = this.template.split(Pattern.quote("{name}"), -1);
		if (around.length != 2 || (around[0] + around[1]).contains("{")) {
			return Optional.empty();
		}
		String name = name(marker);
		return Optional.of(name)
			.filter((its) -> fits(marker) && its.length() > around[0].length() + around[1].length())
			.map((its) -> marker.resolveSibling(its.substring(around[0].length(), its.length() - around[1].length())));
	}

	/** Where the marker of a file lies. */
	public Path of(Path file) {
		String name = name(file);
		int dot = name.lastIndexOf('.');
		String marker = this.template.replace("{stem}", (dot > 0) ? name.substring(0, dot) : name)
			.replace("{ext}", (dot > 0) ? name.substring(dot + 1) : "")
			.replace("{name}", name);
		return file.resolveSibling(marker);
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

	private static IllegalArgumentException wrong(String template) {
		return new IllegalArgumentException(
				"'%s' is no marker; write the name of the file that lies beside it, ".formatted(template)
						+ "made of {name}, {stem} or {ext} and something more, such as {name}.done");
	}

}
