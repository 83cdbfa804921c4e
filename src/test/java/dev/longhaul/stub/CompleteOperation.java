package dev.longhaul.stub;

import java.io.IOException;

/**
 * Completes uploads.
 */
final class CompleteOperation {

	private static final int MAX_XML = 8 << 20;

	private final Store store;

	private final long minPart;

	CompleteOperation(Store store, long minPart) {
		this.store = store;
		this.minPart = minPart;
	}

	Answer complete(S3Request request) throws IOException {
		Bucket bucket = this.store.bucket(request.bucket());
		if (CustomerKeyClaim.of(request) != null) {
			CustomerKeyClaim.requireSame(bucket.upload(request.key(), request.uploadId()).headers(), request);
		}
		BodyClaims claims = BodyClaims.ofComplete(request);
		byte[] xml = request.body().readWhole(MAX_XML);
		claims.check(digest(xml, claims));
		StoredObject object = bucket.complete(new CompleteOrder(request, CompleteBody.parse(xml), this.minPart),
				this.store.now());
		return Answer.xml(result(object));
	}

	private static BodyDigest digest(byte[] xml, BodyClaims claims) {
		BodyDigest digest = BodyDigest.toCheck(claims, null);
		digest.update(xml, 0, xml.length);
		digest.finish();
		return digest;
	}

	private static Xml result(StoredObject object) {
		Xml xml = Xml.result("CompleteMultipartUploadResult")
			.value("Location", "http://127.0.0.1/" + object.bucket() + "/" + PercentCoding.encode(object.key()))
			.value("Bucket", object.bucket())
			.value("Key", object.key())
			.value("ETag", "\"" + object.etag() + "\"");
		ObjectChecksum checksum = object.entity().checksum();
		if (checksum != null) {
			xml.value(checksum.algorithm().element(), checksum.value()).value("ChecksumType", checksum.type());
		}
		return xml;
	}

}
