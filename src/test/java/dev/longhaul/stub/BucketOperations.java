package dev.longhaul.stub;

import java.io.IOException;

/**
 * Makes buckets and tells that they are there.
 */
final class BucketOperations {

	private static final int MAX_XML = 64 << 10;

	private final Store store;

	BucketOperations(Store store) {
		this.store = store;
	}

	Answer create(S3Request request) throws IOException {
		request.body().readWhole(MAX_XML);
		this.store.create(request.bucket());
		return Answer.empty(200).with("location", "/" + request.bucket());
	}

	Answer head(S3Request request) {
		this.store.bucket(request.bucket());
		return Answer.empty(200).with("x-amz-bucket-region", "us-east-1");
	}

}
