package dev.longhaul.definition;

import java.nio.file.Path;

/**
 * The folder that delivered files are moved to.
 *
 * @param base the beginning of its path, the same for all files, absolute
 * @param below template of what comes below it, the file's name too
 */
record ArchiveFolder(Path base, KeyTemplate below) {

	/**
	 * Reads a template. Before its first placeholder it is a path like any other.
	 * @throws IllegalArgumentException if it is none
	 */
	static ArchiveFolder parse(String template) {
		String whole = template + "/{name}";
		KeyTemplate.parse(whole);
		int end = whole.lastIndexOf('/', whole.indexOf('{')) + 1;
		String below = whole.substring(end);
		if (KeyTemplate.hasDots(below)) {
			throw new IllegalArgumentException(
					"'%s' has '.' or '..' behind a placeholder; write it before the first one".formatted(template));
		}
		return new ArchiveFolder(Path.of(whole.substring(0, end)).toAbsolutePath().normalize(),
				KeyTemplate.parse(below));
	}

	/**
	 * Where a file is moved to.
	 * @throws UnusableKey if it would leave the folder by what stands for a placeholder
	 */
	Path target(KeyTemplate.Subject subject) {
		String name = this.below.fill(subject);
		// not resolved: it must stay below, whatever it begins with
		Path target = Path.of(this.base.toString(), name);
		if (KeyTemplate.hasDots(name)) {
			throw UnusableKey.ofTarget(subject.relative(), target);
		}
		return target;
	}

}
