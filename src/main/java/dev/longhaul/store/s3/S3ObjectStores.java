package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.longhaul.store.FirstPause;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreProbes;

/**
 * Keeps one S3 client per address.
 */
public final class S3ObjectStores implements ObjectStores {

	private final Map<StoreAddress, S3Connection> clients = new ConcurrentHashMap<>();

	/** Without a region the SDK asks the metadata of an instance at each connect. */
	private final Map<StoreAddress, RecentFailure> failures = new ConcurrentHashMap<>();

	private final int connections;

	private final Pauses pauses;

	/**
	 * Makes no connection yet.
	 * @param connections at most so many at once to one address
	 */
	public S3ObjectStores(int connections) {
		this(connections, FirstPause.LENGTH);
	}

	/** The same, with another pause before the second try of a request. */
	public S3ObjectStores(int connections, Duration firstPause) {
		this.connections = connections;
		this.pauses = new Pauses(firstPause);
	}

	@Override
	public ObjectStore at(StoreAddress address, RequestTerms terms) {
		S3Connection connection = this.failures
			.computeIfAbsent(address, (wanted) -> new RecentFailure(System::nanoTime))
			.sparing(() -> this.clients.computeIfAbsent(address,
					(wanted) -> S3Clients.connect(wanted, this.connections, this.pauses)));
		return new S3ObjectStore(new S3Bucket(address, connection, new StatedTerms(terms)));
	}

	/** Of trials, for which an upload waits as for its own requests. */
	public StoreProbes trials() {
		return new S3StoreProbes((address) -> S3Clients.connectForTrials(address, this.pauses));
	}

	@Override
	public void endPauses() {
		this.pauses.end();
	}

	@Override
	public void close() {
		this.clients.values().forEach(S3Connection::close);
		this.clients.clear();
	}

}
