package dev.longhaul.upload;

/**
 * The upload was to be aborted, but its object is already there.
 */
public final class DeliveredMeanwhile extends RuntimeException {

	public DeliveredMeanwhile(String key) {
		super("the object %s is in the store all the same; the next run proves it".formatted(key));
	}

}
