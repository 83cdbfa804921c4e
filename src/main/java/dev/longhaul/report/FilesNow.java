package dev.longhaul.report;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.FileNow;
import dev.longhaul.job.UploadContext;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.Inquiry;

/**
 * What has become of the files of unfinished uploads. A mount that hangs holds no report
 * up: behind it nobody can tell.
 */
final class FilesNow {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Map<Long, FileNow> seen = new ConcurrentHashMap<>();

	static FilesNow of(Collection<Unfinished> uploads) {
		FilesNow files = new FilesNow();
		if (!uploads.isEmpty()) {
			Inquiry<Boolean> inquiry = Inquiry.begin("report", (sign) -> {
				for (Unfinished upload : uploads) {
					sign.run();
					files.seen.put(upload.number(), FileNow.of(upload.identity(), upload.context()));
				}
				return true;
			});
			if (!inquiry.isAnsweredWithin(PATIENCE, () -> {
			})) {
				inquiry.giveUp();
			}
		}
		return files;
	}

	/** The upload with what its file makes of it. */
	UploadView seenBy(UploadView upload) {
		return switch (this.seen.getOrDefault(upload.upload(), FileNow.SAME)) {
			case SAME -> upload;
			case CHANGED -> upload.with(Prospect.FILE_CHANGED);
			case GONE -> upload.with(Prospect.FILE_GONE);
		};
	}

	/**
	 * An upload that is not finished.
	 *
	 * @param number in the repository
	 */
	record Unfinished(long number, UploadIdentity identity, UploadContext context) {

	}

}
