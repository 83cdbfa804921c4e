package dev.longhaul.upload;

/**
 * The store said that the object is complete, but what it holds is not what was sent.
 */
public final class DeliveryUnproven extends RuntimeException {

	DeliveryUnproven(String key, String why) {
		this(key, why, "look at the object, then run again with --again");
	}

	private DeliveryUnproven(String key, String why, String advice) {
		super("%s is not proved: %s; the source is kept; %s".formatted(key, why, advice));
	}

	/** The store may show the object later: what is there need not be sent again. */
	static DeliveryUnproven notShown(String key, String why) {
		return new DeliveryUnproven(key, why,
				"run again, which only looks once more; if it stays so, look at the object "
						+ "yourself, then run again with --again");
	}

}
