package dev.longhaul.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Longhaul's own files, which are never sent, whoever names them.
 *
 * @param home the folder that holds them
 */
public record OwnFiles(Path home) {

	/**
	 * Refuses one of them. A file below a source folder that was made within the home is
	 * none.
	 * @param root the folder that a definition takes files from
	 * @throws SourceUnreadable if the file is Longhaul's own
	 */
	public void refuse(Path file, Path root) {
		if (isInHome(file) && !isBelowHome(root)) {
			throw SourceUnreadable.ofHome(file, this.home);
		}
	}

	/** Also by another way, such as a symbolic link. */
	private boolean isInHome(Path path) {
		try {
			return path.toRealPath().startsWith(this.home.toRealPath());
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean isBelowHome(Path folder) {
		try {
			return isInHome(folder) && !Files.isSameFile(folder, this.home);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
