package dev.longhaul.cluster;

/**
 * The cluster's managers are of another version than this worker.
 */
public final class OtherVersion extends RuntimeException {

	OtherVersion(String manager, String own) {
		super(("%s, this worker is longhaul %s: it cannot work for it; nothing was started. "
				+ "Install the same version on both")
			.formatted(manager, own));
	}

}
