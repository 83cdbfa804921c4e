package dev.longhaul.store.s3;

import java.util.function.Function;

import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreProbe;
import dev.longhaul.store.StoreProbes;

/**
 * Makes a client of its own for each probe.
 */
public final class S3StoreProbes implements StoreProbes {

	private final Function<StoreAddress, S3Connection> connect;

	/** Of those to which somebody waits for the answer. */
	public S3StoreProbes() {
		this(S3Clients::connectImpatiently);
	}

	S3StoreProbes(Function<StoreAddress, S3Connection> connect) {
		this.connect = connect;
	}

	@Override
	public StoreProbe at(StoreAddress address, RequestTerms terms) {
		S3Connection connection = this.connect.apply(address);
		return new S3StoreProbe(new S3Bucket(address, connection, new StatedTerms(terms)));
	}

}
