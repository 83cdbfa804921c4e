package dev.longhaul.cli;

import dev.longhaul.repository.RepositoryReader;

/**
 * What was asked for is not known, or not enough of it. Nothing was done; to show the
 * command's usage would not help.
 */
final class UnknownUpload extends RuntimeException {

	UnknownUpload(String message) {
		super(message);
	}

	/** No upload has this number. */
	static UnknownUpload of(String number, RepositoryReader reader) {
		return new UnknownUpload(
				"there is no upload %s in %s. 'longhaul status' lists the unfinished ones, 'longhaul history --since 90d' all"
					.formatted(number, reader.place()));
	}

	/** An upload whose delivery was asked for. */
	static UnknownUpload undelivered(long upload, String consequence) {
		return new UnknownUpload("upload %d is not delivered%s; 'longhaul show %d' says how it stands".formatted(upload,
				consequence, upload));
	}

}
