package dev.longhaul.job;

/**
 * Workers of other machines that send parts of an upload, perhaps still when nobody waits
 * for their ranges any more.
 */
@FunctionalInterface
public interface PartSenders {

	/**
	 * Waits with patience until none sends a part any more, or this process is stopped.
	 */
	void await(UploadIdentity identity);

}
