package dev.longhaul.store.s3;

import java.util.stream.Stream;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.store.UploadedPart;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Checksums as the SDK has them: with a member for each algorithm.
 */
final class S3Checksums {

	private static final String HEADER = "x-amz-checksum-";

	private S3Checksums() {
	}

	/** The algorithm is fixed for all parts when the upload begins; MD5 is not stated. */
	static void fix(ChecksumAlgorithm algorithm, ChecksumType type, CreateMultipartUploadRequest.Builder request) {
		if (algorithm != ChecksumAlgorithm.MD5) {
			request.checksumAlgorithm(algorithm.name()).checksumType(type);
		}
	}

	/**
	 * Whether the store sums the whole object. A store that does not know the checksum
	 * types, which came later than checksums, sums the checksums of the parts.
	 */
	static boolean isOfFullObject(ChecksumAlgorithm algorithm, CreateMultipartUploadResponse created) {
		return algorithm == ChecksumAlgorithm.CRC64NVME || created.checksumType() == ChecksumType.FULL_OBJECT;
	}

	/** Lets the store refuse a body that has another checksum. */
	static void claim(Checksum checksum, AwsRequestOverrideConfiguration.Builder request) {
		if (checksum.algorithm() == ChecksumAlgorithm.MD5) {
			request.putHeader("Content-MD5", checksum.base64());
		}
		else {
			request.putHeader(HEADER + checksum.algorithm().label(), checksum.base64());
		}
	}

	/** Lets the store refuse to join parts to an object that has another checksum. */
	static void claim(@Nullable ObjectChecksum whole, AwsRequestOverrideConfiguration.Builder request) {
		if (whole != null && whole.fullObject()) {
			request.putHeader(HEADER + whole.algorithm().label(), whole.value())
				.putHeader(HEADER + "type", ChecksumType.FULL_OBJECT.toString());
		}
	}

	static void name(@Nullable Checksum checksum, CompletedPart.Builder part) {
		if (checksum != null && checksum.algorithm() != ChecksumAlgorithm.MD5) {
			member(checksum.algorithm(), part).set(part, checksum.base64());
		}
	}

	/**
	 * The checksum of this algorithm in the answer to a body that was sent with one; a
	 * store may add others of its own. Null if there is none.
	 */
	static @Nullable Checksum of(ChecksumAlgorithm sent, SdkPojo answer) {
		return all(answer).filter((checksum) -> checksum.algorithm() == sent).findFirst().orElse(null);
	}

	/** A checksum of a listed part; null if there is none. */
	static @Nullable Checksum of(Part listed) {
		return all(listed).findFirst().orElse(null);
	}

	private static Stream<Checksum> all(SdkPojo answer) {
		return algorithms().filter((algorithm) -> value(algorithm, answer) != null)
			.map((algorithm) -> new Checksum(algorithm, String.valueOf(value(algorithm, answer))));
	}

	/** The checksum of an object; null if the store keeps none. */
	static @Nullable ObjectChecksum of(HeadObjectResponse head) {
		return algorithms().filter((algorithm) -> value(algorithm, head) != null)
			.map((algorithm) -> typed(algorithm, String.valueOf(value(algorithm, head)), head))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Stores that are older than the types of checksums do not tell them, and leave out
	 * the number of parts behind a composite one.
	 */
	private static ObjectChecksum typed(ChecksumAlgorithm algorithm, String value, HeadObjectResponse head) {
		String etag = UploadedPart.unquoted(String.valueOf(head.eTag()));
		boolean untold = head.checksumType() == null && etag.matches(".*-\\d+") && !value.contains("-")
				&& algorithm != ChecksumAlgorithm.CRC64NVME;
		return untold ? ObjectChecksum.untold(algorithm, value) : ObjectChecksum.of(algorithm, value);
	}

	private static Stream<ChecksumAlgorithm> algorithms() {
		return Stream.of(ChecksumAlgorithm.values()).filter((algorithm) -> algorithm != ChecksumAlgorithm.MD5);
	}

	private static @Nullable Object value(ChecksumAlgorithm algorithm, SdkPojo answer) {
		return member(algorithm, answer).getValueOrDefault(answer);
	}

	private static SdkField<?> member(ChecksumAlgorithm algorithm, SdkPojo pojo) {
		return pojo.sdkFields()
			.stream()
			.filter((field) -> field.memberName().equals("Checksum" + algorithm.name()))
			.findFirst()
			.orElseThrow();
	}

}
