package dev.longhaul.store.s3;

import java.util.function.Supplier;

import dev.longhaul.store.StoreException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket, how it is reached and what is said with every request to it.
 */
record S3Bucket(String name, S3Connection connection, StatedTerms terms) {

	S3Client client() {
		return this.connection.client();
	}

	/** Makes a request to it; a refusal names what it may be for. */
	<T> T call(String doing, Supplier<T> request) {
		try {
			return this.connection.calls().call(doing, request);
		}
		catch (StoreException ex) {
			throw this.terms.explained(ex);
		}
	}

}
