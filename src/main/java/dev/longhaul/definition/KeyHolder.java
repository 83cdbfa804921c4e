package dev.longhaul.definition;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that has a key, or would get it, as a definition sends it. Two definitions may
 * send one file.
 */
public record KeyHolder(String definition, Path file) {

	/** How it is named beside a file that would get its key. */
	public String beside(Path other) {
		return this.file.equals(other) ? "the same file by definition " + this.definition : this.file.toString();
	}

	/** What to do where a file would get the key of these. */
	public static String remedy(List<KeyHolder> holders, Path other) {
		return holders.stream().allMatch((holder) -> holder.file.equals(other))
				? "disable one of them, or change its destination" : "change destination.key, for instance to {path}";
	}

}
