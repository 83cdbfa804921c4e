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
 * up, nor do very many files on one that is slow: of what was not seen in time nobody can
 * tell.
 */
final class FilesNow {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** With all of them. */
	private static final Duration AT_MOST = Duration.ofSeconds(10);

	private final Map<Long, Prospect> seen = new ConcurrentHashMap<>();

	static FilesNow of(Collection<Unfinished> uploads) {
		FilesNow files = new FilesNow();
		if (!uploads.isEmpty()) {
			Inquiry<Boolean> inquiry = Inquiry.begin("report", (sign) -> files.see(uploads, sign));
			if (!inquiry.isAnsweredWithin(PATIENCE, () -> {
			})) {
				inquiry.giveUp();
			}
		}
		return files;
	}

	private boolean see(Collection<Unfinished> uploads, Runnable sign) {
		long begun = System.nanoTime();
		for (Unfinished upload : uploads) {
			if (System.nanoTime() - begun > AT_MOST.toNanos()) {
				return false;
			}
			sign.run();
			this.seen.put(upload.number(), upload.prospect());
		}
		return true;
	}

	/** The upload with what its file makes of it. */
	UploadView seenBy(UploadView upload) {
		return upload.with(this.seen.getOrDefault(upload.upload(), upload.prospect()));
	}

	/**
	 * An upload that is not finished.
	 *
	 * @param number in the repository
	 * @param object whether its object may be in the store
	 */
	record Unfinished(long number, UploadIdentity identity, UploadContext context, boolean object) {

		Prospect prospect() {
			return switch (FileNow.of(this.identity, this.context)) {
				case SAME -> Prospect.GOES_ON;
				case CHANGED -> this.object ? Prospect.OBJECT_SOUGHT : Prospect.FILE_CHANGED;
				case GONE -> this.object ? Prospect.OBJECT_SOUGHT : Prospect.FILE_GONE;
			};
		}

	}

}
