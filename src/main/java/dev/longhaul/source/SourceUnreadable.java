package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Path;

import dev.longhaul.machine.FileSystemWords;

/**
 * The file or folder cannot be read.
 */
public final class SourceUnreadable extends SourceException {

	/** Whether names of files are read as UTF-8 already. */
	private static final boolean READS_UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

	private final boolean needsRight;

	public SourceUnreadable(Path path, String why) {
		this(said(path.toString(), why), false);
	}

	private SourceUnreadable(String message, boolean needsRight) {
		super(message);
		this.needsRight = needsRight;
	}

	/** One that this process's user may not read. */
	static SourceUnreadable denied(Path path) {
		return new SourceUnreadable(said(path.toString(), "permission denied; give this user the right to read it"),
				true);
	}

	/** One whose name the locale of this process cannot read. */
	public static SourceUnreadable byName(String path) {
		return new SourceUnreadable(said(path, READS_UTF_8
				? "its name is no text in UTF-8, the encoding of this process's locale; rename it, or leave it out by "
						+ "source.exclude"
				: "its name has characters that this process's locale cannot read; set LC_ALL=C.UTF-8, in a crontab too"),
				false);
	}

	/** One whose file system answers too late. */
	static SourceUnreadable late(String path) {
		return new SourceUnreadable(said(path, "its file system did not answer for so long that nobody waits for it"),
				false);
	}

	/** What may be a folder with files to send, or none of our business. */
	static SourceUnreadable forbidden(Path path, IOException ex) {
		return new SourceUnreadable(path,
				FileSystemWords.of(ex) + "; give this user the right to read it, or leave it out by source.exclude");
	}

	/** One that was waited for long enough. */
	public static SourceUnreadable silent(Path path) {
		return new SourceUnreadable(path, "it does not answer, as on a network mount whose server is away; "
				+ "bring the server back or mount it anew");
	}

	/** A folder to take from that is none to take from. */
	static SourceUnreadable apart(Path folder) {
		return new SourceUnreadable(folder + " is Longhaul's home, or the folder that delivered files are moved to: "
				+ "nothing of it is sent; correct source.directory", false);
	}

	/** A file that Longhaul works with itself. */
	static SourceUnreadable ofHome(Path file, Path home) {
		return new SourceUnreadable(
				"%s is not sent: it lies in Longhaul's home %s, whose files are its own".formatted(file, home), false);
	}

	/** Whether a right is missing that somebody has to give. */
	public boolean needsRight() {
		return this.needsRight;
	}

	private static String said(String path, String why) {
		return "%s cannot be read: %s".formatted(path, why);
	}

}
