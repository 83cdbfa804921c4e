package dev.longhaul.store;

/**
 * The fake keeps the contract in full.
 */
class FakeObjectStoreTest extends ObjectStoreContract {

	@Override
	protected ObjectStore emptyStore() {
		return new FakeObjectStore();
	}

}
