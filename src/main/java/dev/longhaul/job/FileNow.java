package dev.longhaul.job;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceGone;
import dev.longhaul.source.Whereabouts;

/**
 * What has become of the file of an unfinished upload, as far as it can be seen from
 * here.
 */
public enum FileNow {

	/** It is as it was, or nobody can tell. */
	SAME,

	/** Another version lies under its name. */
	CHANGED,

	/** It was taken away from the folder that it lay in. */
	GONE;

	/** Looks at it. A file whose folder is away or another one is out of sight only. */
	public static FileNow of(UploadIdentity identity, UploadContext context) {
		try {
			identity.requireUnchanged();
			return SAME;
		}
		catch (SourceChanged ex) {
			return CHANGED;
		}
		catch (SourceGone ex) {
			return isGone(context.source().whereabouts(identity.file())) ? GONE : SAME;
		}
		catch (SourceException ex) {
			return SAME;
		}
	}

	private static boolean isGone(Whereabouts seen) {
		Path folder = seen.file().getParent();
		boolean known = !seen.fileKey().isEmpty() && folder != null && Files.isDirectory(folder);
		return known && !seen.isOutOfSight();
	}

}
