package dev.longhaul.upload;

/**
 * The store said that the object is complete, but what it holds is not what was sent.
 */
public final class DeliveryUnproven extends RuntimeException {

	DeliveryUnproven(String key, String why) {
		super("%s is not proved: %s; the source is kept; look at the object, then run again with --again".formatted(key,
				why));
	}

}
