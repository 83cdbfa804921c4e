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

	/** It was there when it was proved. */
	static DeliveryUnproven gone(String key) {
		return new DeliveryUnproven(key, "its object was proved once, and is not in the store any more");
	}

	/** Nothing but its inode tells: what is in it now is in no store. */
	public static DeliveryUnproven writtenOver(String key) {
		return new DeliveryUnproven(key, "its file was written over since, and its size and time were put back",
				"look at both, then run again with --again, which sends what is in the file now");
	}

	/** Its bytes may well be the file's. */
	static DeliveryUnproven notEncrypted(String key, String asked, String told) {
		return new DeliveryUnproven(key, "%s was asked for, and the object %s".formatted(asked, told),
				"delete the object where it must not lie there like this; let destination.encryption ask for what "
						+ "the store does ('longhaul doctor' tries it), then run again with --again");
	}

	/** The store may show the object later: then it need not be sent again. */
	static DeliveryUnproven notShown(String key) {
		return new DeliveryUnproven(key, "the store does not show the object",
				"run again: if the store shows it by then it is proved, else the file is sent again");
	}

}
