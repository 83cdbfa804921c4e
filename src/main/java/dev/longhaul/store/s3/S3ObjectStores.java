package dev.longhaul.store.s3;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps one S3 client an address.
 */
public final class S3ObjectStores implements ObjectStores {

	private final Map<StoreAddress, S3Client> clients = new ConcurrentHashMap<>();

	private final int connections;

	/**
	 * Makes no connection yet.
	 * @param connections at most so many at once to one address
	 */
	public S3ObjectStores(int connections) {
		this.connections = connections;
	}

	@Override
	public ObjectStore at(StoreAddress address) {
		S3Failures failures = new S3Failures(address);
		try {
			S3Client client = this.clients.computeIfAbsent(address,
					(wanted) -> S3Clients.connect(wanted, this.connections));
			return new S3ObjectStore(client, address.bucket(), failures);
		}
		catch (SdkException ex) {
			StoreException named = failures.named("connect", ex);
			throw named;
		}
	}

	@Override
	public void close() {
		this.clients.values().forEach(S3Client::close);
		this.clients.clear();
	}

}
