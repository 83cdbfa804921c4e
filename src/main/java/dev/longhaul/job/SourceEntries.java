package dev.longhaul.job;

import java.nio.file.Path;

import dev.longhaul.source.SourceFile;
import dev.longhaul.source.Whereabouts;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The entries of an execution context that tell the file from which parts are sent from
 * another one under its name.
 */
record SourceEntries(ExecutionContext context) {

	private static final String FILE_KEY = "file-key";

	private static final String FILE_CHANGE = "file-change";

	private static final String FILE_FOLDERS = "file-folders";

	private static final String FILE_OTHER = "file-other";

	String fileKey() {
		return this.context.getString(FILE_KEY, "");
	}

	void fileKey(String fileKey) {
		this.context.putString(FILE_KEY, fileKey);
	}

	/** Where the file lay; of an older Longhaul without its folders. */
	Whereabouts whereabouts(Path file) {
		return new Whereabouts(file, fileKey(), this.context.getString(FILE_FOLDERS, ""));
	}

	/**
	 * The file as it is from which the next parts are sent.
	 * @param change as it was before the file was compared
	 */
	void see(Whereabouts seen, String change) {
		fileKey(seen.fileKey());
		this.context.putString(FILE_FOLDERS, seen.folders());
		this.context.putString(FILE_CHANGE, change);
	}

	/** Notes that the file had other bytes when it had last changed so. */
	void seeOther(String change) {
		this.context.putString(FILE_OTHER, change);
	}

	boolean hasSeenOther(String change) {
		return !change.isEmpty() && change.equals(this.context.getString(FILE_OTHER, ""));
	}

	/**
	 * Whether it is the file that was seen before, and nothing of it has changed since,
	 * as far as the file system and an older Longhaul tell.
	 */
	boolean hasSeen(SourceFile now, String change) {
		String before = this.context.getString(FILE_CHANGE, "");
		return now.fileKey().equals(fileKey()) && (before.isEmpty() || before.equals(change));
	}

}
