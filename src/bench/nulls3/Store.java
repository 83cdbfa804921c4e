import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The uploads and objects of all buckets, without their bytes; every bucket exists. */
final class Store {

	private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);

	private static final Pattern NUMBER = Pattern.compile("<PartNumber>\\s*(\\d+)\\s*<");

	private static final Pattern ETAG = Pattern.compile("<ETag>\\s*(?:\"|&quot;|&#34;)?([0-9a-f]{32})");

	private final NavigableMap<String, Upload> uploads = new ConcurrentSkipListMap<>();

	private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();

	Answer answer(Request request, Body body) {
		return switch (request.verb()) {
			case "POST key uploads" -> create(request);
			case "PUT key partNumber" -> part(request, body);
			case "POST key uploadId" -> complete(request, body.text());
			case "DELETE key uploadId" -> abort(request);
			case "GET key uploadId" -> listParts(request);
			case "PUT key" -> put(request, body);
			case "HEAD key" -> head(request);
			case "DELETE key" -> delete(request);
			case "GET bucket" -> listObjects(request);
			case "GET bucket uploads" -> listUploads(request);
			case "GET bucket location" -> Answer.xml(200, "LocationConstraint", "");
			case "HEAD bucket", "PUT bucket" -> Answer.empty(200, Map.of("x-amz-bucket-region", "us-east-1"));
			default -> throw new Answer.Refused(501, "NotImplemented");
		};
	}

	private Answer create(Request request) {
		Upload upload = new Upload(UUID.randomUUID().toString(), request.name(), Instant.now(),
				request.objectHeaders(), request.headers("x-amz-checksum-type"), new ConcurrentSkipListMap<>());
		this.uploads.put(upload.id(), upload);
		return Answer.xml(200, "InitiateMultipartUploadResult", Answer.tag("Bucket", request.bucket())
				+ Answer.tag("Key", request.key()) + Answer.tag("UploadId", upload.id()));
	}

	private Answer part(Request request, Body body) {
		int number = request.number("partNumber", 0);
		if (number < 1 || number > 10_000) {
			throw new Answer.Refused(400, "InvalidArgument");
		}
		Part part = new Part(number, body.size(), quoted(body.md5()), request.checksums());
		upload(request).parts().put(number, part);
		return Answer.empty(200, withEtag(part.checksums(), part.etag()));
	}

	private Answer complete(Request request, String list) {
		Upload upload = upload(request);
		MessageDigest md5s = KnownBlocks.md5();
		long size = 0;
		int last = 0;
		int count = 0;
		for (Matcher parts = PART.matcher(list); parts.find(); count++) {
			Part part = listed(parts.group(1), upload);
			if (part.number() <= last) {
				throw new Answer.Refused(400, "InvalidPartOrder");
			}
			last = part.number();
			size += part.size();
			md5s.update(HexFormat.of().parseHex(part.etag().replace("\"", "")));
		}
		if (count == 0) {
			throw new Answer.Refused(400, "MalformedXML");
		}
		String etag = quoted(HexFormat.of().formatHex(md5s.digest()) + "-" + count);
		Map<String, String> checksums = new TreeMap<>(upload.checksumType());
		checksums.putAll(request.checksums());
		store(request, new Stored(size, etag, Instant.now(), upload.headers(), checksums));
		this.uploads.remove(upload.id());
		return Answer.xml(200, "CompleteMultipartUploadResult", Answer.tag("Bucket", request.bucket())
				+ Answer.tag("Key", request.key()) + Answer.tag("ETag", etag) + Answer.tags(checksums));
	}

	private static Part listed(String xml, Upload upload) {
		Matcher number = NUMBER.matcher(xml);
		Matcher etag = ETAG.matcher(xml);
		if (!number.find() || !etag.find()) {
			throw new Answer.Refused(400, "MalformedXML");
		}
		Part part = upload.parts().get(Integer.parseInt(number.group(1)));
		if (part == null || !part.etag().equals(quoted(etag.group(1)))) {
			throw new Answer.Refused(400, "InvalidPart");
		}
		return part;
	}

	private Answer abort(Request request) {
		this.uploads.remove(upload(request).id());
		return Answer.empty(204, Map.of());
	}

	private Answer listParts(Request request) {
		Upload upload = upload(request);
		int limit = Math.min(1_000, request.number("max-parts", 1_000));
		int last = request.number("part-number-marker", 0);
		StringBuilder xml = new StringBuilder(Answer.tag("UploadId", upload.id()) + Answer.tag("MaxParts", limit));
		for (Part part : upload.parts().tailMap(last, false).values().stream().limit(limit).toList()) {
			xml.append("<Part>" + Answer.tag("PartNumber", part.number()) + Answer.tag("ETag", part.etag())
					+ Answer.tag("LastModified", upload.begun()) + Answer.tag("Size", part.size())
					+ Answer.tags(part.checksums()) + "</Part>");
			last = part.number();
		}
		boolean more = upload.parts().higherKey(last) != null;
		return Answer.xml(200, "ListPartsResult", xml + Answer.tag("NextPartNumberMarker", last)
				+ Answer.tag("IsTruncated", more));
	}

	private Answer put(Request request, Body body) {
		if (request.headers().containsKey("x-amz-copy-source")) {
			throw new Answer.Refused(501, "NotImplemented");
		}
		String etag = quoted(body.md5());
		store(request, new Stored(body.size(), etag, Instant.now(), request.objectHeaders(), request.checksums()));
		return Answer.empty(200, withEtag(request.checksums(), etag));
	}

	private Answer head(Request request) {
		Stored object = this.objects.get(request.name());
		if (object == null) {
			return Answer.empty(404, Map.of());
		}
		Map<String, String> headers = withEtag(object.headers(), object.etag());
		headers.put("Last-Modified", Connection.date(object.modified()));
		headers.putAll(request.headers().containsKey("x-amz-checksum-mode") ? object.checksums() : Map.of());
		return new Answer(200, headers, "", object.size());
	}

	private Answer delete(Request request) {
		this.objects.remove(request.name());
		return Answer.empty(204, Map.of());
	}

	private Answer listObjects(Request request) {
		StringBuilder xml = new StringBuilder(Answer.tag("IsTruncated", false));
		String start = request.bucket() + "/" + request.query().getOrDefault("prefix", "");
		this.objects.forEach((name, object) -> {
			if (name.startsWith(start)) {
				xml.append("<Contents>" + Answer.tag("Key", name.substring(request.bucket().length() + 1))
						+ Answer.tag("LastModified", object.modified()) + Answer.tag("ETag", object.etag())
						+ Answer.tag("Size", object.size()) + "</Contents>");
			}
		});
		return Answer.xml(200, "ListBucketResult", xml.toString());
	}

	private Answer listUploads(Request request) {
		StringBuilder xml = new StringBuilder(Answer.tag("IsTruncated", false));
		String start = request.bucket() + "/" + request.query().getOrDefault("prefix", "");
		this.uploads.forEach((id, upload) -> {
			if (upload.name().startsWith(start)) {
				xml.append("<Upload>" + Answer.tag("Key", upload.name().substring(request.bucket().length() + 1))
						+ Answer.tag("UploadId", id) + Answer.tag("Initiated", upload.begun()) + "</Upload>");
			}
		});
		return Answer.xml(200, "ListMultipartUploadsResult", xml.toString());
	}

	private void store(Request request, Stored object) {
		this.objects.put(request.name(), object);
		System.out.println("stored " + request.name() + " " + object.size());
	}

	private Upload upload(Request request) {
		Upload upload = this.uploads.get(request.query().getOrDefault("uploadId", ""));
		if (upload == null || !upload.name().equals(request.name())) {
			throw new Answer.Refused(404, "NoSuchUpload");
		}
		return upload;
	}

	private static Map<String, String> withEtag(Map<String, String> headers, String etag) {
		Map<String, String> all = new TreeMap<>(headers);
		all.put("ETag", etag);
		return all;
	}

	private static String quoted(String etag) {
		return '"' + etag + '"';
	}

	/** An upload under way, with the headers that its object will have. */
	private record Upload(String id, String name, Instant begun, Map<String, String> headers,
			Map<String, String> checksumType, NavigableMap<Integer, Part> parts) {
	}

	/** A part that was received. */
	private record Part(int number, long size, String etag, Map<String, String> checksums) {
	}

	/** An object as HEAD shows it. */
	private record Stored(long size, String etag, Instant modified, Map<String, String> headers,
			Map<String, String> checksums) {
	}

}
