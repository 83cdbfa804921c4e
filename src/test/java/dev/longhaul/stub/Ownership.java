package dev.longhaul.stub;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom buckets belong to, and which of them let the requester pay.
 */
final class Ownership {

	/** They have no word for it. */
	private static final Set<Op> FREE = Set.of(Op.HEAD_BUCKET, Op.GET_BUCKET_LIFECYCLE, Op.CREATE_BUCKET);

	private final Map<String, String> owners = new ConcurrentHashMap<>();

	private final Set<String> requesterPays = ConcurrentHashMap.newKeySet();

	void owner(String bucket, String account) {
		this.owners.put(bucket, account);
	}

	void requesterPays(String bucket) {
		this.requesterPays.add(bucket);
	}

	void check(S3Request request) {
		String expected = request.header("x-amz-expected-bucket-owner");
		if (expected != null && !expected.matches("[0-9]{12}")) {
			throw S3Error.invalidArgument("The value of the expected bucket owner parameter must be an AWS account ID");
		}
		if (expected != null && !expected.equals(this.owners.getOrDefault(request.bucket(), expected))) {
			throw denied();
		}
		String payer = request.header("x-amz-request-payer");
		boolean paid = "requester".equals(payer) || FREE.contains(request.target().op());
		if (this.requesterPays.contains(request.bucket()) && !paid) {
			throw denied();
		}
		if (payer != null && !payer.equals("requester")) {
			throw S3Error.invalidArgument("The x-amz-request-payer header is not valid");
		}
	}

	private static S3Error denied() {
		return new S3Error(403, "AccessDenied", "Access Denied");
	}

}
