package dev.longhaul.definition;

import java.util.Set;

import dev.longhaul.store.BucketKind;
import dev.longhaul.store.Encryption;
import dev.longhaul.store.StoreProfile;

/**
 * What the directory buckets of S3 Express do not have, though other buckets of S3 do.
 */
final class DirectoryBucketRules {

	/** The second in Local Zones. */
	private static final Set<String> STORAGE_CLASSES = Set.of("EXPRESS_ONEZONE", "ONEZONE_IA");

	private final Problems problems;

	private DirectoryBucketRules(Problems problems) {
		this.problems = problems;
	}

	/** Adds nothing for a bucket of another kind. */
	static void judge(Destination destination, TransferSettings transfer, Problems problems) {
		DirectoryBucketRules rules = new DirectoryBucketRules(problems);
		if (isDirectory(destination.at().bucket())) {
			rules.destination(destination);
			problems.addIf(transfer.integrity().strip().equalsIgnoreCase("md5"), "transfer.integrity",
					"'md5' cannot be used for a directory bucket, which takes no Content-MD5; write auto or crc64nvme");
		}
	}

	private void destination(Destination to) {
		ObjectWishes wishes = to.wishes();
		String none = "cannot be used for a directory bucket, which has none; leave it out";
		this.problems.addIf(to.at().route().accelerate(), "destination.accelerate",
				"cannot be used for a directory bucket; leave it out");
		String storageClass = wishes.storageClass();
		this.problems.addIf(storageClass != null && !STORAGE_CLASSES.contains(storageClass),
				"destination.storage-class",
				"'%s' cannot be used in a directory bucket, which has EXPRESS_ONEZONE, in a Local Zone ONEZONE_IA too; leave it out"
					.formatted(storageClass));
		wishes.tags()
			.keySet()
			.stream()
			.findFirst()
			.ifPresent((tag) -> this.problems.add("destination.tags[" + tag + "]", none));
		this.problems.addIf(wishes.acl() != null, "destination.acl", none);
		this.problems.addIf(to.requesterPays(), "destination.requester-pays",
				"cannot be used for a directory bucket, whose owner pays; leave it out");
		LockSettings lock = wishes.objectLock();
		if (lock != null) {
			this.problems.add("destination.object-lock." + ((lock.mode() != null) ? "mode" : "legal-hold"), none);
		}
		encryption(wishes.encryption());
		this.problems.addIf(!isOfAws(to.at()), "destination.store",
				"'%s' cannot have a directory bucket; write aws or leave it out".formatted(to.at().store()));
	}

	/** By KMS they have what the bucket says, and no context but the bucket's own. */
	private void encryption(EncryptionSettings encryption) {
		boolean other = encryption.type() == Encryption.Type.SSE_C || encryption.type() == Encryption.Type.DSSE_KMS;
		this.problems.addIf(other, "destination.encryption.type",
				"'%s' cannot be used for a directory bucket; write sse-s3 or sse-kms, or leave it out"
					.formatted(encryption.type().label()));
		encryption.context()
			.keySet()
			.stream()
			.findFirst()
			.ifPresent((name) -> this.problems.add("destination.encryption.context[" + name + "]",
					"cannot be used for a directory bucket, whose context is its ARN; leave it out"));
	}

	private static boolean isOfAws(BucketSettings bucket) {
		try {
			return bucket.namedProfile().filter((profile) -> profile != StoreProfile.AWS).isEmpty();
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

}
