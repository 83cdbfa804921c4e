package dev.longhaul.doctor;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.definition.Destination;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.KeyTemplate;
import dev.longhaul.part.Part;
import dev.longhaul.store.BucketKind;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.PartBody;
import dev.longhaul.upload.TrialName;

/**
 * The upload by which the rights are tried: one tiny part under a key of its own, never
 * completed.
 *
 * @param object with what the definition says of its objects, which the store may refuse
 */
record ProbeUpload(ObjectSpec object, PartBody part) {

	/** As an upload that begins now. */
	static ProbeUpload of(JobDefinition definition, Instant now) {
		Destination destination = definition.destination();
		// S3 Express knows no Content-MD5
		boolean express = BucketKind.of(destination.address().bucket()) == BucketKind.DIRECTORY;
		ChecksumAlgorithm integrity = express ? ChecksumAlgorithm.CRC64NVME : ChecksumAlgorithm.MD5;
		return new ProbeUpload(destination.object(keyOf(definition), Map.of(), destination.settings(now), integrity),
				tinyPart(integrity));
	}

	static String keyOf(JobDefinition definition) {
		return TrialName.ofDoctor(KeyTemplate.head(definition.destination().key()));
	}

	boolean isByMd5() {
		return this.part.checksum().algorithm() == ChecksumAlgorithm.MD5;
	}

	private static PartBody tinyPart(ChecksumAlgorithm integrity) {
		byte[] bytes = "longhaul doctor".getBytes(StandardCharsets.US_ASCII);
		return new PartBody(new Part(1, 0, bytes.length), integrity.of(bytes), () -> new ByteArrayInputStream(bytes));
	}

}
