package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file is there and cannot be read.
 */
public final class SourceUnreadable extends SourceException {

	public SourceUnreadable(Path path, String why) {
		this(path.toString(), why);
	}

	private SourceUnreadable(String path, String why) {
		super("%s cannot be read: %s".formatted(path, why));
	}

	/** One whose name the locale of this process cannot read. */
	public static SourceUnreadable byName(String path) {
		return new SourceUnreadable(path, "its name has characters that this process's locale cannot read; "
				+ "set LC_ALL=C.UTF-8, in a crontab too");
	}

}
