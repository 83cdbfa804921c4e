package dev.longhaul.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.longhaul.history.Candidate;
import dev.longhaul.job.UploadIdentity;

/**
 * Uploads of one folder that wait for a thread or have one.
 */
final class UnderWay {

	/** Each takes kilobytes. */
	private static final int AT_ONCE = 1000;

	private final Set<UploadIdentity> uploads = new HashSet<>();

	/** Notes that one is begun; says whether it was not under way before. */
	synchronized boolean add(UploadIdentity upload) {
		return this.uploads.add(upload);
	}

	/** Notes that one has ended. */
	synchronized void remove(UploadIdentity upload) {
		this.uploads.remove(upload);
	}

	/** As many as there is room for; the next look finds the others. */
	synchronized List<Candidate> withinRoom(List<Candidate> candidates) {
		return candidates.stream().limit(Math.max(0, AT_ONCE - this.uploads.size())).toList();
	}

	synchronized int size() {
		return this.uploads.size();
	}

}
