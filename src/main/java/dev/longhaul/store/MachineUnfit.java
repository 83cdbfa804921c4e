package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * This machine is not set up for the store: a file, a setting or its proxy. Another one
 * may be.
 */
public final class MachineUnfit extends StoreException {

	public MachineUnfit(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
