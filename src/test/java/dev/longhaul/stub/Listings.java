package dev.longhaul.stub;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lists parts, uploads and objects, page by page.
 */
final class Listings {

	private static final Comparator<String> ORDER = KeyOrder.UTF_8;

	private final Store store;

	Listings(Store store) {
		this.store = store;
	}

	Answer parts(S3Request request) {
		Bucket bucket = this.store.bucket(request.bucket());
		Upload upload = bucket.listed(request.key(), request.uploadId());
		CustomerKeyClaim.requireSame(upload.headers(), request);
		int marker = marker(request);
		Page<Part> page = Page.of(bucket.parts(upload).tailMap(marker + 1).values(), request.pageSize("max-parts"));
		Xml xml = Xml.result("ListPartsResult")
			.value("Bucket", request.bucket())
			.value("Key", request.key())
			.value("UploadId", request.uploadId())
			.value("StorageClass", upload.headers().getOrDefault("x-amz-storage-class", "STANDARD"))
			.value("PartNumberMarker", marker)
			.value("NextPartNumberMarker", page.last(Part::number, marker))
			.value("MaxParts", page.limit())
			.value("IsTruncated", page.truncated());
		ChecksumPlan plan = upload.checksums();
		if (plan != null) {
			xml.value("ChecksumAlgorithm", plan.algorithm()).value("ChecksumType", plan.type());
		}
		page.items().forEach((part) -> part(xml, part));
		return Answer.xml(xml);
	}

	Answer uploads(S3Request request) {
		refuseDelimiter(request);
		UnaryOperator<String> coding = coding(request);
		String prefix = text(request, "prefix");
		if (Sessions.isIn(request.bucket()) && !prefix.isEmpty() && !prefix.endsWith("/")) {
			throw S3Error.invalidArgument("A directory bucket lists by folders.");
		}
		String keyMarker = text(request, "key-marker");
		String idMarker = text(request, "upload-id-marker");
		List<OpenUpload> uploads = this.store.bucket(request.bucket())
			.openUploads()
			.stream()
			.filter((upload) -> upload.key().startsWith(prefix) && isAfter(upload, keyMarker, idMarker))
			.toList();
		Page<OpenUpload> page = Page.of(uploads, request.pageSize("max-uploads"));
		Xml xml = Xml.result("ListMultipartUploadsResult")
			.value("Bucket", request.bucket())
			.value("KeyMarker", coding.apply(keyMarker))
			.value("UploadIdMarker", idMarker)
			.value("Prefix", coding.apply(prefix))
			.value("EncodingType", request.query("encoding-type"))
			.value("MaxUploads", page.limit())
			.value("IsTruncated", page.truncated());
		if (page.truncated()) {
			xml.value("NextKeyMarker", coding.apply(page.last(OpenUpload::key, "")))
				.value("NextUploadIdMarker", page.last(OpenUpload::uploadId, ""));
		}
		for (OpenUpload upload : page.items()) {
			xml.open("Upload")
				.value("Key", coding.apply(upload.key()))
				.value("UploadId", upload.uploadId())
				.value("Initiated", S3Time.inXml(upload.initiated()))
				.close();
		}
		return Answer.xml(xml);
	}

	Answer objects(S3Request request) {
		refuseDelimiter(request);
		UnaryOperator<String> coding = coding(request);
		String prefix = text(request, "prefix");
		String token = request.query("continuation-token");
		String after = (token != null) ? token : text(request, "start-after");
		List<StoredObject> objects = this.store.bucket(request.bucket())
			.objects()
			.stream()
			.filter((object) -> object.key().startsWith(prefix) && ORDER.compare(object.key(), after) > 0)
			.toList();
		Page<StoredObject> page = Page.of(objects, request.pageSize("max-keys"));
		Xml xml = Xml.result("ListBucketResult")
			.value("Name", request.bucket())
			.value("Prefix", coding.apply(prefix))
			.value("EncodingType", request.query("encoding-type"))
			.value("ContinuationToken", token)
			.value("NextContinuationToken", page.truncated() ? page.last(StoredObject::key, "") : null)
			.value("KeyCount", page.items().size())
			.value("MaxKeys", page.limit())
			.value("IsTruncated", page.truncated());
		for (StoredObject object : page.items()) {
			xml.open("Contents")
				.value("Key", coding.apply(object.key()))
				.value("LastModified", S3Time.inXml(object.entity().lastModified()))
				.value("ETag", "\"" + object.etag() + "\"")
				.value("Size", object.size())
				.value("StorageClass", object.headers().getOrDefault("x-amz-storage-class", "STANDARD"))
				.close();
		}
		return Answer.xml(xml);
	}

	private static void part(Xml xml, Part part) {
		xml.open("Part")
			.value("PartNumber", part.number())
			.value("LastModified", S3Time.inXml(part.lastModified()))
			.value("ETag", "\"" + part.etag() + "\"")
			.value("Size", part.size());
		PartChecksum sum = part.checksum();
		if (sum != null) {
			xml.value(sum.algorithm().element(), sum.value());
		}
		xml.close();
	}

	/** An upload id as marker counts only beside a key. */
	private static boolean isAfter(OpenUpload upload, String keyMarker, String idMarker) {
		int order = ORDER.compare(upload.key(), keyMarker);
		boolean laterOfSameKey = order == 0 && !idMarker.isEmpty() && upload.uploadId().compareTo(idMarker) > 0;
		return order > 0 || laterOfSameKey;
	}

	private static int marker(S3Request request) {
		String marker = text(request, "part-number-marker");
		if (!marker.matches("\\d{0,9}")) {
			throw S3Error.invalidArgument("Provided part-number-marker not an integer or within integer range");
		}
		return marker.isEmpty() ? 0 : Integer.parseInt(marker);
	}

	private static UnaryOperator<String> coding(S3Request request) {
		return "url".equals(request.query("encoding-type")) ? PercentCoding::encode : UnaryOperator.identity();
	}

	private static void refuseDelimiter(S3Request request) {
		if (request.query("delimiter") != null) {
			throw S3Error.notImplemented("delimiter");
		}
	}

	private static String text(S3Request request, String name) {
		String value = request.query(name);
		return (value != null) ? value : "";
	}

}
