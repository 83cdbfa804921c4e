package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * The store knows the credentials or refuses them, and does not allow the request.
 */
public final class AccessRefused extends StoreException {

	private final Lack lack;

	/** For another reason than those below, such as a quota. */
	public AccessRefused(String message, @Nullable Throwable cause) {
		this(message, cause, Lack.OTHER);
	}

	private AccessRefused(String message, @Nullable Throwable cause, Lack lack) {
		super(message, cause);
		this.lack = lack;
	}

	/** The credentials themselves are wrong, whatever is asked for by them. */
	public static AccessRefused ofCredentials(String message, @Nullable Throwable cause) {
		return new AccessRefused(message, cause, Lack.CREDENTIALS);
	}

	/** They may lack the right to this request. */
	public static AccessRefused ofRight(String message, @Nullable Throwable cause) {
		return new AccessRefused(message, cause, Lack.RIGHT);
	}

	/** An answer without a reason: they lack the right, or are wrong. */
	public static AccessRefused ofEither(String message, @Nullable Throwable cause) {
		return new AccessRefused(message, cause, Lack.EITHER);
	}

	/** The same refusal, with more about it at the end of its message. */
	public AccessRefused with(String more) {
		return new AccessRefused(getMessage() + more, this, this.lack);
	}

	/**
	 * Whether the credentials themselves are wrong, or may be: of a silent answer, which
	 * may also be a proxy's, it is not known.
	 */
	public boolean mayBeOfCredentials() {
		return this.lack == Lack.CREDENTIALS || this.lack == Lack.EITHER;
	}

	/**
	 * Whether a right may be missing; after a silent answer the credentials may be wrong.
	 */
	public boolean isOfRight() {
		return this.lack == Lack.RIGHT || this.lack == Lack.EITHER;
	}

	private enum Lack {

		CREDENTIALS, RIGHT, EITHER, OTHER

	}

}
