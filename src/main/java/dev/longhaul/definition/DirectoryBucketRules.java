package dev.longhaul.definition;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.longhaul.store.BucketKind;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.StoreProfile;

/**
 * What the directory buckets of S3 Express do not have, though other buckets of S3 do.
 */
final class DirectoryBucketRules {

	private final Map<String, String> problems = new LinkedHashMap<>();

	/** Problems by the name of the setting; none of another bucket. */
	static Map<String, String> problemsOf(Destination destination, TransferSettings transfer) {
		DirectoryBucketRules rules = new DirectoryBucketRules();
		if (isDirectory(destination.bucket())) {
			rules.destination(destination);
			rules.refuseIf(transfer.integrity().strip().equalsIgnoreCase("md5"), "transfer.integrity",
					"'md5' cannot be for a directory bucket, which takes no Content-MD5; write auto or crc64nvme");
		}
		return rules.problems;
	}

	private void destination(Destination to) {
		String none = "cannot be for a directory bucket, which has none; leave it out";
		refuseIf(to.accelerate(), "destination.accelerate", "cannot be for a directory bucket; leave it out");
		String storageClass = Destination.textOrNull(to.storageClass());
		refuseIf(storageClass != null && !storageClass.equals("EXPRESS_ONEZONE"), "destination.storage-class",
				"'%s' cannot be in a directory bucket, which has EXPRESS_ONEZONE only; leave it out"
					.formatted(storageClass));
		to.tags()
			.keySet()
			.stream()
			.findFirst()
			.ifPresent((tag) -> refuseIf(true, "destination.tags[" + tag + "]", none));
		refuseIf(to.acl() != null, "destination.acl", none);
		refuseIf(to.requesterPays(), "destination.requester-pays",
				"cannot be for a directory bucket, whose owner pays; leave it out");
		LockSettings lock = to.objectLock();
		if (lock != null) {
			refuseIf(true, "destination.object-lock." + ((lock.mode() != null) ? "mode" : "legal-hold"), none);
		}
		encryption(to.encryption());
		refuseIf(!isOfAws(to), "destination.store",
				"'%s' cannot have a directory bucket; write aws or leave it out".formatted(to.store()));
	}

	/** By KMS they have what the bucket says, and no context but the bucket's own. */
	private void encryption(EncryptionSettings encryption) {
		boolean other = encryption.type() == Encryption.Type.SSE_C || encryption.type() == Encryption.Type.DSSE_KMS;
		refuseIf(other, "destination.encryption.type",
				"'%s' cannot be for a directory bucket; write sse-s3 or sse-kms, or leave it out"
					.formatted(EncryptionRules.word(encryption.type())));
		encryption.context()
			.keySet()
			.stream()
			.findFirst()
			.ifPresent((name) -> refuseIf(true, "destination.encryption.context[" + name + "]",
					"cannot be for a directory bucket, whose context is its ARN; leave it out"));
	}

	private static boolean isOfAws(Destination destination) {
		try {
			return destination.namedProfile().filter((profile) -> profile != StoreProfile.AWS).isEmpty();
		}
		catch (IllegalArgumentException ex) {
			return true; // refused for itself
		}
	}

	private static boolean isDirectory(String bucket) {
		try {
			return BucketKind.of(bucket) == BucketKind.DIRECTORY;
		}
		catch (IllegalArgumentException ex) {
			return false; // refused for itself
		}
	}

	private void refuseIf(boolean wrong, String setting, String problem) {
		if (wrong) {
			this.problems.putIfAbsent(setting, problem);
		}
	}

}
