package dev.longhaul.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import dev.longhaul.checksum.Checksum;
import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.checksum.ObjectChecksum.Summed;
import dev.longhaul.part.Part;
import dev.longhaul.part.S3Limits;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.upload.ExpectedEtag;

/**
 * A checksum or an ETag by which bytes are measured, and how they are cut for it.
 *
 * @param algorithm MD5 for an ETag
 * @param length of the ranges
 * @param value that comes of the right bytes
 * @param sum of the ranges' checksums
 */
record Yardstick(ChecksumAlgorithm algorithm, long length, String value, Sum sum) {

	/**
	 * By the object's checksum; nothing where the parts' length is needed and unknown.
	 */
	static Optional<Yardstick> of(ObjectChecksum checksum, long size, Supplier<OptionalLong> partSize) {
		ChecksumAlgorithm algorithm = checksum.algorithm();
		if (algorithm.combines() && checksum.type() != ObjectChecksum.Type.COMPOSITE) {
			return Optional.of(new Yardstick(algorithm, Ranges.usual(size), checksum.value(),
					(ranges) -> ObjectChecksum.of(ranges).value()));
		}
		if (checksum.fullObject()) {
			return Optional
				.of(new Yardstick(algorithm, size, checksum.value(), (ranges) -> ranges.get(0).checksum().base64()));
		}
		return cut(checksum.value(), size, partSize).map((length) -> new Yardstick(algorithm, length, checksum.value(),
				(ranges) -> ObjectChecksum.composite(ranges).value()));
	}

	/** By an ETag that is made of MD5s. */
	static Optional<Yardstick> ofEtag(String etag, long size, Supplier<OptionalLong> partSize) {
		if (!etag.contains("-")) {
			return Optional
				.of(new Yardstick(ChecksumAlgorithm.MD5, size, etag, (ranges) -> ranges.get(0).checksum().hex()));
		}
		return cut(etag, size, partSize)
			.map((length) -> new Yardstick(ChecksumAlgorithm.MD5, length, etag, Yardstick::etag));
	}

	/** The length of the parts, if so many of them as the value says make the object. */
	private static Optional<Long> cut(String value, long size, Supplier<OptionalLong> partSize) {
		String parts = value.substring(value.lastIndexOf('-') + 1);
		OptionalLong length = partSize.get();
		if (length.isEmpty() || length.getAsLong() < 1 || !parts.matches("\\d{1,5}")) {
			return Optional.empty();
		}
		long cut = Math.max(1, (size + length.getAsLong() - 1) / length.getAsLong());
		boolean fits = cut == Long.parseLong(parts) && cut <= S3Limits.MAX_PARTS;
		return fits ? Optional.of(length.getAsLong()) : Optional.empty();
	}

	private static String etag(List<Summed> ranges) {
		List<UploadedPart> parts = ranges.stream()
			.map((range) -> new UploadedPart(1, range.length(), range.checksum().hex()))
			.toList();
		return ExpectedEtag.ofParts(parts).orElseThrow();
	}

	/** What comes of these bytes. */
	String measure(Content content, long size, int atOnce) {
		return this.sum.of(Ranges.of(size, this.length, atOnce)
			.each((range) -> new Summed(checksum(content, range), range.length()), (summed) -> false));
	}

	boolean isMet(String measured) {
		return isEtag() ? this.value.equalsIgnoreCase(measured) : this.value.equals(measured);
	}

	boolean isEtag() {
		return this.algorithm == ChecksumAlgorithm.MD5;
	}

	/** For messages. */
	String name() {
		return isEtag() ? "ETag" : this.algorithm.label();
	}

	private Checksum checksum(Content content, Part range) {
		try (InputStream in = content.open(range)) {
			return this.algorithm.of(in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** From the checksums of the ranges, ascending. */
	@FunctionalInterface
	interface Sum {

		String of(List<Summed> ranges);

	}

}
