package dev.longhaul.job;

import dev.longhaul.source.SourceChanged;
import dev.longhaul.source.SourceException;
import dev.longhaul.source.SourceGone;

/**
 * What has become of the file of an unfinished upload, as far as it can be seen from
 * here.
 */
public enum FileNow {

	/** It is as it was, or nobody can tell. */
	SAME,

	/** Another version lies under its name. */
	CHANGED,

	/** It was taken away, by itself or with the folder that it lay in. */
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
			return context.source().whereabouts(identity.file()).isTakenAway() ? GONE : SAME;
		}
		catch (SourceException ex) {
			return SAME;
		}
	}

}
