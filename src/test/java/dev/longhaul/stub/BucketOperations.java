package dev.longhaul.stub;

import java.io.IOException;
import java.util.List;

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

	Answer lifecycle(S3Request request) {
		List<AbortRule> rules = this.store.bucket(request.bucket()).abortRules();
		if (rules.isEmpty()) {
			throw new S3Error(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
		}
		Xml xml = Xml.result("LifecycleConfiguration");
		for (AbortRule rule : rules) {
			xml.open("Rule").value("Status", rule.enabled() ? "Enabled" : "Disabled");
			xml.open("Filter").value("Prefix", rule.prefix()).close();
			xml.open("AbortIncompleteMultipartUpload").value("DaysAfterInitiation", rule.days()).close();
			xml.close();
		}
		return Answer.xml(xml);
	}

	Answer head(S3Request request) {
		this.store.bucket(request.bucket());
		return Answer.empty(200).with("x-amz-bucket-region", this.store.placement().of(request.bucket()));
	}

}
