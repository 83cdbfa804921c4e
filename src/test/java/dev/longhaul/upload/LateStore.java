package dev.longhaul.upload;

import java.util.Optional;

import dev.longhaul.store.ForwardingStore;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.StoredObject;

/** Shows what was there before, the first times. */
final class LateStore extends ForwardingStore {

	private final int times;

	private final Optional<StoredObject> before;

	private int looks;

	LateStore(ObjectStore store, int times, Optional<StoredObject> before) {
		super(store);
		this.times = times;
		this.before = before;
	}

	@Override
	public Optional<StoredObject> head(String key) {
		this.looks++;
		return (this.looks > this.times) ? super.head(key) : this.before;
	}

	/** How often it was asked for an object. */
	int looks() {
		return this.looks;
	}

}
