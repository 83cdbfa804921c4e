package dev.longhaul.launch;

import dev.longhaul.job.UploadIdentity;

/**
 * Another process, perhaps on another machine, is working on the upload.
 */
final class UploadInProgress extends RuntimeException {

	UploadInProgress(UploadIdentity identity, String holder) {
		super("%s is being uploaded by %s; nothing was done. Run again when that has ended, or look at it by 'longhaul status'"
			.formatted(identity.file(), holder));
	}

}
