package dev.longhaul.stub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Create and PutObject say of encryption, refused as S3 refuses it. Nothing is
 * encrypted; but the ETags become ones that are no MD5s.
 */
final class EncryptionHeaders {

	private static final String TYPE = "x-amz-server-side-encryption";

	private static final String KEY_ID = TYPE + "-aws-kms-key-id";

	private static final String CONTEXT = TYPE + "-context";

	private static final String BUCKET_KEY = TYPE + "-bucket-key-enabled";

	static final String[] NAMES = { TYPE, KEY_ID, CONTEXT, BUCKET_KEY, CustomerKeyClaim.ALGORITHM, CustomerKeyClaim.KEY,
			CustomerKeyClaim.KEY_MD5 };

	private static final Set<String> KMS = Set.of("aws:kms", "aws:kms:dsse");

	private EncryptionHeaders() {
	}

	/** What HEAD and the answers to parts give back. */
	static Map<String, String> of(S3Request request) {
		Map<String, String> kept = new TreeMap<>();
		String type = request.header(TYPE);
		String keyMd5 = CustomerKeyClaim.of(request);
		boolean kms = type != null && KMS.contains(type);
		if (type != null && !kms && !type.equals("AES256")) {
			throw S3Error.invalidArgument("The encryption method specified is not supported");
		}
		if (!kms && (request.header(KEY_ID) != null || request.header(CONTEXT) != null)) {
			throw S3Error.invalidArgument("Server Side Encryption with AWS KMS managed key requires HTTP header "
					+ "x-amz-server-side-encryption : aws:kms");
		}
		if (type != null && keyMd5 != null) {
			throw S3Error.invalidArgument("Server Side Encryption with Customer provided key is incompatible with the "
					+ "encryption method specified");
		}
		requireContext(request);
		for (String name : new String[] { TYPE, KEY_ID, BUCKET_KEY, CustomerKeyClaim.ALGORITHM,
				CustomerKeyClaim.KEY_MD5 }) {
			String value = request.header(name);
			if (value != null) {
				kept.put(name, value);
			}
		}
		return kept;
	}

	static Answer shown(Map<String, String> kept, Answer answer) {
		Answer shown = answer;
		for (Map.Entry<String, String> header : kept.entrySet()) {
			if (header.getKey().startsWith(TYPE)) {
				shown = shown.with(header.getKey(), header.getValue());
			}
		}
		return shown;
	}

	static String etag(Map<String, String> kept, String md5) {
		boolean plain = !KMS.contains(kept.getOrDefault(TYPE, "")) && !kept.containsKey(CustomerKeyClaim.KEY_MD5);
		if (plain) {
			return md5;
		}
		RunningChecksum other = ChecksumAlgorithm.md5();
		byte[] bytes = ("encrypted " + md5).getBytes(StandardCharsets.US_ASCII);
		other.update(bytes, 0, bytes.length);
		return BodyDigest.hex(other.value());
	}

	private static void requireContext(S3Request request) {
		String context = request.header(CONTEXT);
		if (context == null) {
			return;
		}
		try {
			String json = new String(Base64.getDecoder().decode(context), StandardCharsets.UTF_8);
			boolean texts = JsonMapper.builder()
				.build()
				.readTree(json)
				.properties()
				.stream()
				.allMatch((entry) -> entry.getValue().isString());
			if (!texts) {
				throw S3Error.invalidArgument("The header 'x-amz-server-side-encryption-context' shall be a map");
			}
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw S3Error.invalidArgument("The header 'x-amz-server-side-encryption-context' shall be Base64-encoded "
					+ "UTF-8 string holding JSON which represents a string-string map");
		}
	}

}
