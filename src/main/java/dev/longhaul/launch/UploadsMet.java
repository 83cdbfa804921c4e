package dev.longhaul.launch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadIdentity;

/**
 * What this process met of uploads that are not to be sent. It is in no table.
 */
final class UploadsMet {

	private final Set<UploadIdentity> turnedAway = ConcurrentHashMap.newKeySet();

	/** Notes that {@code if-exists: skip} has the last word on an upload. */
	void turnedAway(UploadIdentity identity) {
		this.turnedAway.add(identity);
	}

	/** Notes that an upload begins, or goes on: what was said of it before is no more. */
	void begun(UploadIdentity identity) {
		this.turnedAway.remove(identity);
	}

	boolean isTurnedAway(UploadIdentity identity) {
		return this.turnedAway.contains(identity);
	}

}
