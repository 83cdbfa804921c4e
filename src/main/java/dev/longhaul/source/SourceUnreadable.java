package dev.longhaul.source;

import java.nio.file.Path;

/**
 * The file is there and cannot be read.
 */
public final class SourceUnreadable extends SourceException {

	private final boolean needsRight;

	public SourceUnreadable(Path path, String why) {
		this(path.toString(), why, false);
	}

	private SourceUnreadable(String path, String why, boolean needsRight) {
		super("%s cannot be read: %s".formatted(path, why));
		this.needsRight = needsRight;
	}

	/** One that this process's user may not read. */
	static SourceUnreadable denied(Path path) {
		return new SourceUnreadable(path.toString(), "permission denied; give this user the right to read it", true);
	}

	/** Whether a right is missing that somebody has to give. */
	public boolean needsRight() {
		return this.needsRight;
	}

	/** One whose name the locale of this process cannot read. */
	public static SourceUnreadable byName(String path) {
		return new SourceUnreadable(path, "its name has characters that this process's locale cannot read; "
				+ "set LC_ALL=C.UTF-8, in a crontab too", false);
	}

}
