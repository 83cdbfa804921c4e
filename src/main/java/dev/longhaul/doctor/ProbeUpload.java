package dev.longhaul.doctor;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import dev.longhaul.definition.Destination;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.part.Part;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.PartBody;

/**
 * The upload by which the rights are tried: one tiny part under a key of its own, never
 * completed.
 *
 * @param object with what the definition says of its objects, which the store may refuse
 */
record ProbeUpload(ObjectSpec object, PartBody part) {

	static ProbeUpload of(JobDefinition definition) {
		Destination destination = definition.destination();
		return new ProbeUpload(new ObjectSpec(".longhaul-doctor-" + UUID.randomUUID(), destination.contentType(),
				destination.storageClass(), destination.metadata()), tinyPart());
	}

	private static PartBody tinyPart() {
		byte[] bytes = "longhaul doctor".getBytes(StandardCharsets.US_ASCII);
		return new PartBody(new Part(1, 0, bytes.length), md5(bytes), () -> new ByteArrayInputStream(bytes));
	}

	@SuppressWarnings("InsecureCryptoUsage") // S3's Content-MD5 is MD5
	private static String md5(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex); // every JDK has MD5
		}
	}

}
