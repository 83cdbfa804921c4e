package dev.longhaul.stub;

import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The three headers of SSE-C, verified against each other and against what an upload was
 * begun with. As S3, the stub keeps the key's MD5 only.
 */
final class CustomerKeyClaim {

	static final String ALGORITHM = "x-amz-server-side-encryption-customer-algorithm";

	static final String KEY_MD5 = "x-amz-server-side-encryption-customer-key-md5";

	static final String KEY = "x-amz-server-side-encryption-customer-key";

	private CustomerKeyClaim() {
	}

	/** The MD5 of the key, or null where the request has none. */
	static @Nullable String of(S3Request request) {
		String algorithm = request.header(ALGORITHM);
		String key = request.header(KEY);
		String md5 = request.header(KEY_MD5);
		if (algorithm == null && key == null && md5 == null) {
			return null;
		}
		if (algorithm == null || key == null || md5 == null) {
			throw S3Error.invalidArgument("Requests specifying Server Side Encryption with Customer provided keys must "
					+ "provide an appropriate secret key, its MD5 and a valid encryption algorithm.");
		}
		if (!algorithm.equals("AES256")) {
			throw new S3Error(400, "InvalidEncryptionAlgorithmError", "The encryption algorithm is not valid.");
		}
		byte[] bytes = decoded(key);
		if (bytes.length != 32) {
			throw S3Error.invalidArgument("The secret key was invalid for the specified algorithm.");
		}
		if (!Base64.getEncoder().encodeToString(md5(bytes)).equals(md5)) {
			throw S3Error
				.invalidArgument("The calculated MD5 hash of the key did not match the hash that was provided.");
		}
		return md5;
	}

	/** Parts and their listing come with the key that the upload was begun with. */
	static void requireSame(Map<String, String> begun, S3Request request) {
		String wanted = begun.get(KEY_MD5);
		String said = of(request);
		if (wanted != null && said == null) {
			throw S3Error.invalidRequest("The multipart upload initiate requested encryption. Subsequent part requests "
					+ "must include the appropriate encryption parameters.");
		}
		if (wanted == null && said != null) {
			throw S3Error.invalidRequest("The multipart upload initiate did not request encryption. Please resend the "
					+ "request without sending encryption parameters.");
		}
		if (!Objects.equals(wanted, said)) {
			throw S3Error.invalidRequest("The provided encryption parameters did not match the ones used originally.");
		}
	}

	/** Another key is forbidden, one too many or too few a bad request. */
	static void requireForObject(Map<String, String> headers, S3Request request) {
		String wanted = headers.get(KEY_MD5);
		String said = of(request);
		if ((wanted == null) != (said == null)) {
			throw S3Error.invalidRequest("The object was stored using a form of Server Side Encryption. The correct "
					+ "parameters must be provided to retrieve the object.");
		}
		if (!Objects.equals(wanted, said)) {
			throw new S3Error(403, "AccessDenied", "Access Denied");
		}
	}

	private static byte[] decoded(String key) {
		try {
			return Base64.getDecoder().decode(key);
		}
		catch (IllegalArgumentException ex) {
			throw S3Error.invalidArgument("The secret key was invalid for the specified algorithm.");
		}
	}

	private static byte[] md5(byte[] bytes) {
		RunningChecksum md5 = ChecksumAlgorithm.md5();
		md5.update(bytes, 0, bytes.length);
		return md5.value();
	}

}
