package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The store knows the credentials or refuses them, and does not allow the request.
 */
public final class AccessRefused extends StoreException {

	private final boolean ofCredentials;

	public AccessRefused(String message, @Nullable Throwable cause) {
		this(message, cause, false);
	}

	private AccessRefused(String message, @Nullable Throwable cause, boolean ofCredentials) {
		super(message, cause);
		this.ofCredentials = ofCredentials;
	}

	/** The credentials themselves are wrong, whatever is asked for by them. */
	public static AccessRefused ofCredentials(String message, @Nullable Throwable cause) {
		return new AccessRefused(message, cause, true);
	}

	/**
	 * Whether the credentials themselves are wrong; of a silent answer it is not known.
	 */
	public boolean isOfCredentials() {
		return this.ofCredentials;
	}

}
