package dev.longhaul.store.s3;

import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreProbes;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes a client of its own for each probe.
 */
public final class S3StoreProbes implements StoreProbes {

	@Override
	public StoreProbe at(StoreAddress address) {
		S3Failures failures = new S3Failures(address);
		try {
			return new S3StoreProbe(S3Clients.connectImpatiently(address), address.bucket(), failures);
		}
		catch (SdkException ex) {
			throw failures.named("connect", ex);
		}
	}

}
