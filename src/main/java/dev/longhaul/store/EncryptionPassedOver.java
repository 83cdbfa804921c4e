package dev.longhaul.store;

/**
 * The store takes objects that are to be encrypted, and does not say that they are.
 */
public final class EncryptionPassedOver extends StoreException {

	public EncryptionPassedOver(String message) {
		super(message, null);
	}

}
