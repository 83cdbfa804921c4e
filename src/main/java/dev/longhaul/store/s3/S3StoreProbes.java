package dev.longhaul.store.s3;

import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreProbes;

/**
 * Makes a client of its own for each probe.
 */
public final class S3StoreProbes implements StoreProbes {

	@Override
	public StoreProbe at(StoreAddress address, RequestTerms terms) {
		S3Connection connection = S3Clients.connectImpatiently(address);
		return new S3StoreProbe(new S3Bucket(address, connection, new StatedTerms(terms)));
	}

}
