package dev.longhaul.launch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.job.UploadIdentity;

/**
 * What this process met of uploads: the ones that were unfinished or begun since it
 * started, and the ones that are not to be sent. It is in no table.
 */
final class UploadsMet {

	private final Set<UploadIdentity> turnedAway = ConcurrentHashMap.newKeySet();

	/** By the paths of their files. */
	private final Map<String, Set<UploadIdentity>> unfinished = new ConcurrentHashMap<>();

	/** Notes that {@code if-exists: skip} has the last word on an upload. */
	void turnedAway(UploadIdentity identity) {
		this.turnedAway.add(identity);
	}

	boolean isTurnedAway(UploadIdentity identity) {
		return this.turnedAway.contains(identity);
	}

	/** Notes what a plan met of unfinished uploads, whatever it does with them. */
	void met(List<UnfinishedUpload> uploads) {
		uploads.forEach((upload) -> begun(upload.identity()));
	}

	/** Notes that an upload begins, or goes on. */
	void begun(UploadIdentity identity) {
		this.unfinished.compute(identity.path(), (path, known) -> {
			Set<UploadIdentity> all = (known != null) ? known : ConcurrentHashMap.newKeySet();
			all.add(identity);
			return all;
		});
	}

	/** Notes that nothing more is done for an upload. */
	void ended(UploadIdentity identity) {
		this.unfinished.computeIfPresent(identity.path(), (path, known) -> {
			known.remove(identity);
			return known.isEmpty() ? null : known;
		});
	}

	/**
	 * Uploads of the same version of a file by other definitions that were once
	 * unfinished, and have not ended here.
	 */
	List<UploadIdentity> unfinishedBeside(UploadIdentity upload) {
		return this.unfinished.getOrDefault(upload.path(), Set.of())
			.stream()
			.filter((other) -> other.isOfSameFile(upload) && !other.definition().equals(upload.definition()))
			.toList();
	}

}
