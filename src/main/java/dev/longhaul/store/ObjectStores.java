package dev.longhaul.store;

/**
 * Connects to the bucket at an address; the same address gives the same connection.
 */
public interface ObjectStores extends AutoCloseable {

	ObjectStore at(StoreAddress address);

	@Override
	void close();

}
