package dev.longhaul.store.s3;

import java.util.function.Supplier;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.BucketMissing;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket, how it is reached and what is said with every request to it.
 */
record S3Bucket(StoreAddress address, S3Connection connection, StatedTerms terms) {

	/** Of a bucket that the definition names no more. */
	private static final String OR_BACK = ", or put the old destination back into the definition for one 'longhaul sweep'";

	String name() {
		return this.address.bucket();
	}

	S3Client client() {
		return this.connection.client();
	}

	/** Makes a request to it; a refusal names what it may be for. */
	<T> T call(RequestName doing, Supplier<T> request) {
		return call(doing, "", request);
	}

	/**
	 * The same.
	 * @param right which right may be missing, where the store does not say it
	 */
	<T> T call(RequestName doing, String right, Supplier<T> request) {
		try {
			return this.connection.calls().call(doing, request);
		}
		catch (StoreException ex) {
			// the others are of who lends credentials, or of this machine
			throw (ex.getCause() instanceof S3Exception) ? told(this.terms.explained(ex, this.address), right) : ex;
		}
	}

	private StoreException told(StoreException refusal, String right) {
		String back = this.address.former() ? OR_BACK : "";
		if (refusal instanceof AccessRefused refused && !(right + back).isEmpty()) {
			return refused.with(right + back);
		}
		return (refusal instanceof BucketMissing && !back.isEmpty())
				? new BucketMissing(refusal.getMessage() + back, refusal) : refusal;
	}

}
