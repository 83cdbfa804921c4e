package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/**
 * Where a file lay when it was seen, as its file system names the file and the folders
 * around it. Behind an empty mount point, and in a folder that was made anew under the
 * old name, a file is not gone, only out of sight.
 *
 * @param fileKey of the file, which has the device in it
 * @param folders the file keys of its folder and those above it, joined by blanks; empty
 * where they were not looked at
 */
public record Whereabouts(Path file, String fileKey, String folders) {

	/**
	 * As they are now.
	 * @param root the last folder to look at; of a file that lies elsewhere none is
	 */
	public static Whereabouts of(SourceFile seen, Path root) {
		StringJoiner folders = new StringJoiner(" ");
		try {
			for (Path folder = seen.path().getParent(); folder != null
					&& folder.startsWith(root); folder = folder.getParent()) {
				folders.add(key(folder));
			}
		}
		catch (IOException ex) {
			// away just now, or closed to this user: it was not looked at
		}
		return new Whereabouts(seen.path(), seen.fileKey(), folders.toString());
	}

	/**
	 * Whether the file is out of sight, and not gone: the nearest folder that is there is
	 * not the one of then or, where that one was not looked at, lies on another device.
	 */
	public boolean isOutOfSight() {
		Iterator<String> before = List.of(this.folders.split(" ", -1)).iterator();
		for (Path folder = this.file.getParent(); folder != null; folder = folder.getParent()) {
			String then = before.hasNext() ? before.next() : "";
			if (Files.isDirectory(folder)) {
				return !isFolderOf(then, folder);
			}
		}
		return true;
	}

	/**
	 * Whether the file was taken away, or folders with it, from one that is still the one
	 * of then. Less is known than whether it is out of sight: of the folders above those
	 * that were looked at nothing is said.
	 */
	public boolean isTakenAway() {
		Iterator<String> before = List.of(this.folders.split(" ", -1)).iterator();
		Path folder = this.file.getParent();
		while (!this.fileKey.isEmpty() && folder != null && before.hasNext()) {
			String then = before.next();
			if (Files.isDirectory(folder)) {
				return isFolderOf(then, folder);
			}
			folder = folder.getParent();
		}
		return false;
	}

	private boolean isFolderOf(String then, Path folder) {
		try {
			String now = key(folder);
			return then.isEmpty() ? isOnDevice(now) : then.equals(now);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean isOnDevice(String folder) {
		return folder.isEmpty() || this.fileKey.isEmpty() || device(folder).equals(device(this.fileKey));
	}

	/** Empty where the file system has none. */
	private static String key(Path folder) throws IOException {
		Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
		return (key != null) ? key.toString() : "";
	}

	/** Of {@code (dev=fd01,ino=4711)}. */
	private static String device(String fileKey) {
		return fileKey.split(",", 2)[0];
	}

}
