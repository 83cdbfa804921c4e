package dev.longhaul.part;

/**
 * A piece of the file that travels in one UploadPart.
 *
 * @param number S3's part number, from 1; also the part's position
 * @param offset of its first byte in the file
 * @param length in bytes; all parts but the last are of equal length
 */
public record Part(int number, long offset, long length) {

	public Part {
		if (number < 1 || number > S3Limits.MAX_PARTS || offset < 0 || length < 0) {
			throw new IllegalArgumentException("part %d at %d of %d bytes".formatted(number, offset, length));
		}
	}

}
