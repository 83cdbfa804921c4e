package dev.longhaul.store.s3;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * The SDK's client for an address, and what goes with each of its requests.
 */
record S3Connection(S3Client client, S3Calls calls) implements AutoCloseable {

	@Override
	public void close() {
		this.client.close();
		this.calls.credentials().close();
	}

}
