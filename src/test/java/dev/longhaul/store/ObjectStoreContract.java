package dev.longhaul.store;

import org.junit.jupiter.api.BeforeEach;

/**
 * What every store has to keep, the fake and the real ones.
 */
public abstract class ObjectStoreContract
		implements UploadContract, PartContract, ChecksumContract, CompletionContract, ObjectContract, ReadContract {

	private ObjectStore store = new FakeObjectStore();

	/** A store whose bucket exists and is empty; asked for before each test. */
	protected abstract ObjectStore emptyStore() throws Exception;

	@BeforeEach
	void openStore() throws Exception {
		this.store = emptyStore();
	}

	@Override
	public final ObjectStore store() {
		return this.store;
	}

}
