package dev.longhaul.launch;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.job.RepositoryFailed;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.UploadFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why the upload of a file failed before its job began, or after it.
 */
final class OutsideFailure {

	private static final Logger log = LoggerFactory.getLogger(OutsideFailure.class);

	private static final String OURS = "dev.longhaul.";

	private OutsideFailure() {
	}

	/** What is neither of ours nor the database's is not foreseen. */
	static UploadFailure of(String file, Exception failure) {
		Optional<Throwable> known = named(failure).or(() -> RepositoryFailed.in(failure));
		if (known.isPresent()) {
			log.debug("{} failed outside of its job", file, failure);
			return UploadFailure.of(known.get());
		}
		log.error("{} failed by an error in Longhaul itself: {}", file, failure.toString(), failure);
		return new UploadFailure(Cure.RERUN,
				"an error in Longhaul itself (%s); the next run tries this file again, and the log has the details"
					.formatted(failure));
	}

	/** An exception of ours is named by a fact, and its message is a sentence. */
	private static Optional<Throwable> named(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter((cause) -> cause.getClass().getName().startsWith(OURS))
			.findFirst();
	}

}
