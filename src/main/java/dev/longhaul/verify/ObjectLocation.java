package dev.longhaul.verify;

import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;

/**
 * Where an object is.
 *
 * @param terms said with every request
 * @param atOnce how many ranges are read at once
 */
public record ObjectLocation(StoreAddress address, RequestTerms terms, String key, int atOnce) {

	/** As messages have it. */
	public String object() {
		return this.address.identity() + "/" + this.key;
	}

}
