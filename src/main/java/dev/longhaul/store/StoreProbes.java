package dev.longhaul.store;

/**
 * Connects a probe to the bucket at an address.
 */
@FunctionalInterface
public interface StoreProbes {

	StoreProbe at(StoreAddress address, RequestTerms terms);

}
