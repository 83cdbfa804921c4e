package dev.longhaul.store;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What is said with every request to a bucket.
 *
 * @param expectedOwner account that the bucket must belong to, else the store refuses;
 * null for any
 * @param requesterPays whether the requests are for the account of who asks
 * @param keyFile with the key of SSE-C, which goes with each request on an object that is
 * encrypted by it; null for none
 */
public record RequestTerms(@Nullable String expectedOwner, boolean requesterPays, @Nullable Path keyFile) {

	/** Nothing is said. */
	public static final RequestTerms NONE = new RequestTerms(null, false, null);

	/** The same at a bucket of this owner. */
	public RequestTerms expecting(@Nullable String owner) {
		return new RequestTerms(owner, this.requesterPays, this.keyFile);
	}

}
