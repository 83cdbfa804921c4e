package dev.longhaul.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A request to complete an upload, with all that it says of the object to come.
 */
record CompleteOrder(S3Request request, List<ListedPart> listed, long minPart) {

	String key() {
		return this.request.key();
	}

	@Nullable String uploadId() {
		return this.request.uploadId();
	}

	boolean onlyIfAbsent() {
		return this.request.onlyIfAbsent();
	}

	/** The parts listed, in their order, if all of them are what was uploaded. */
	List<Part> select(Upload upload) {
		List<Part> parts = new ArrayList<>();
		int before = 0;
		for (ListedPart entry : this.listed) {
			if (entry.number() <= before) {
				throw new S3Error(400, "InvalidPartOrder", "The list of parts was not in ascending order. "
						+ "The parts list must be specified in order by part number.");
			}
			before = entry.number();
		}
		for (ListedPart entry : this.listed) {
			parts.add(uploaded(upload, entry));
		}
		requireSizes(parts);
		return parts;
	}

	/** Whether the object is the one that the client means to make. */
	void check(StoredObject object) {
		String size = this.request.header("x-amz-mp-object-size");
		if (size != null && !size.equals(Long.toString(object.size()))) {
			throw S3Error.invalidRequest("The provided 'x-amz-mp-object-size' header value " + size
					+ " does not match what was computed: " + object.size());
		}
		checkType(object.entity().checksum());
		checkSum(object.entity().checksum());
	}

	private static Part uploaded(Upload upload, ListedPart entry) {
		Part part = upload.parts().get(entry.number());
		if (part == null || !part.etag().equals(entry.etag())) {
			throw S3Error.invalidPart(entry.number());
		}
		ChecksumPlan plan = upload.checksums();
		PartChecksum listed = entry.checksum();
		if (listed != null && !listed.equals(part.checksum())) {
			throw S3Error.invalidPart(entry.number());
		}
		if (listed == null && plan != null && plan.type() == ChecksumType.COMPOSITE) {
			throw S3Error.invalidRequest("The upload was created using a "
					+ plan.algorithm().name().toLowerCase(Locale.ROOT) + " checksum. The complete request must include "
					+ "the checksum for each part. It was missing for part " + entry.number() + " in the request.");
		}
		return part;
	}

	private void requireSizes(List<Part> parts) {
		for (Part part : parts.subList(0, parts.size() - 1)) {
			if (part.size() < this.minPart) {
				throw new S3Error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed "
						+ "size: part " + part.number() + " has " + part.size() + " bytes");
			}
		}
	}

	private void checkType(@Nullable ObjectChecksum checksum) {
		String type = this.request.header("x-amz-checksum-type");
		if (type != null && (checksum == null || !type.equals(checksum.type().name()))) {
			throw S3Error.invalidRequest(
					"The complete request must use the same checksum type as the upload was " + "created with.");
		}
	}

	private void checkSum(@Nullable ObjectChecksum checksum) {
		PartChecksum claimed = BodyClaims.objectChecksum(this.request);
		if (claimed == null) {
			return;
		}
		if (checksum == null || checksum.algorithm() != claimed.algorithm()) {
			throw S3Error.invalidRequest(
					"The complete request must use the checksum algorithm that the upload was " + "created with.");
		}
		if (!checksum.value().equals(claimed.value())) {
			throw S3Error.badDigest(claimed.algorithm().name());
		}
	}

}
