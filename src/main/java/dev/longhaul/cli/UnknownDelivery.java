package dev.longhaul.cli;

/**
 * Nothing tells where the object is.
 */
final class UnknownDelivery extends RuntimeException {

	UnknownDelivery(String message) {
		super(message);
	}

}
