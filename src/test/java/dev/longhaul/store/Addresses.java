package dev.longhaul.store;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Addresses of stubs: the bucket in the path, credentials by the SDK's chain.
 */
public final class Addresses {

	private Addresses() {
	}

	public static StoreAddress at(String bucket, URI endpoint) {
		return at(bucket, endpoint, null);
	}

	static StoreAddress at(String bucket, URI endpoint, @Nullable String region) {
		return new StoreAddress(bucket, endpoint, region, Route.usual(true), Access.USUAL);
	}

}
