package dev.longhaul.definition;

import java.util.Locale;
import java.util.Optional;

import dev.longhaul.store.Conditions;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.WriteCondition;

/**
 * What to do if the key has an object already.
 */
public enum IfExists {

	/**
	 * It is replaced, unless another file was delivered under the key and is still there:
	 * the default.
	 */
	REPLACE,
	/** It is replaced, whosever it is. */
	OVERWRITE,
	/** The file is not sent, and that is well. */
	SKIP,
	/** The file is not sent, and a person has to look at it. */
	FAIL;

	/** As definitions have it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Why this wish cannot be kept by a store with those conditions; nothing if it can.
	 */
	public Optional<String> refusal(StoreAddress store, Conditions conditions) {
		if (!isForTheStore() || conditions == Conditions.BOTH) {
			return Optional.empty();
		}
		String ignoring = (conditions == Conditions.NONE) ? "PutObject" : "CompleteMultipartUpload";
		return Optional.of("%s ignores If-None-Match on %s, so 'if-exists: %s' cannot be kept there; "
			.formatted(store.identity(), ignoring, label()) + "leave it out, or use another store");
	}

	/** Whether the store has to judge. */
	public boolean isForTheStore() {
		return this == SKIP || this == FAIL;
	}

	/** What the store is told to judge. */
	public WriteCondition condition() {
		return isForTheStore() ? WriteCondition.IF_ABSENT : WriteCondition.ALWAYS;
	}

}
