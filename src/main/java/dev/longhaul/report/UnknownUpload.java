package dev.longhaul.report;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What was asked for is not known, or not enough of it. Nothing was done; to show the
 * command's usage would not help.
 */
public final class UnknownUpload extends RuntimeException {

	public UnknownUpload(String message) {
		super(message);
	}

	/**
	 * No upload has this number.
	 * @param place of the repository
	 * @param left of one that had it
	 */
	public static UnknownUpload of(long number, String place, Optional<PrunedUpload> left) {
		return new UnknownUpload(
				left.map(UnknownUpload::pruned)
					.orElseGet(() -> ("there is no upload %s in %s. 'longhaul status' lists the unfinished ones, "
							+ "'longhaul history --since 90d' all but those that were pruned")
						.formatted(number, place)));
	}

	/** No upload of this file is there, or not any more. */
	public static UnknownUpload ofFile(Path file, String place, Optional<PrunedUpload> left) {
		return new UnknownUpload(left.map(UnknownUpload::pruned)
			.orElseGet(() -> ("no upload of %s is known in %s. 'longhaul history --since 90d' lists all of that time "
					+ "but those that were pruned")
				.formatted(file, place)));
	}

	private static String pruned(PrunedUpload left) {
		return ("upload %1$d was pruned, and its receipt with it. It delivered %2$s to %3$s at %4$s; "
				+ "'longhaul verify %2$s' verifies it while the file is there, "
				+ "'longhaul verify --receipt RECEIPT.json' where its receipt was kept")
			.formatted(left.upload(), left.file(),
					(left.key() != null) ? left.destination() + "/" + left.key() : left.destination(),
					left.delivered().truncatedTo(ChronoUnit.SECONDS));
	}

	/** An upload whose delivery was asked for. */
	public static UnknownUpload undelivered(long upload, String consequence) {
		return new UnknownUpload("upload %d is not delivered%s; 'longhaul show %d' says how it stands".formatted(upload,
				consequence, upload));
	}

}
