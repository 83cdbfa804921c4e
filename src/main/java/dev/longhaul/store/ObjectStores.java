package dev.longhaul.store;

/**
 * Connects to the bucket at an address; the same address gives the same connection.
 */
public interface ObjectStores extends AutoCloseable {

	/**
	 * The bucket.
	 * @param terms said with every request
	 */
	ObjectStore at(StoreAddress address, RequestTerms terms);

	/**
	 * Ends the pauses between the tries of requests: from now on one that fails is not
	 * tried again.
	 */
	void endPauses();

	@Override
	void close();

}
