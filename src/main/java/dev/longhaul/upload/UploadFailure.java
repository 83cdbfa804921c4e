package dev.longhaul.upload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;

import dev.longhaul.machine.HeapFull;

/**
 * Why an upload failed, in one sentence, and who can cure it.
 */
public record UploadFailure(Cure cure, String message) {

	private static final String UNKNOWN = "the upload failed for an unknown reason; see the log";

	public static UploadFailure of(Throwable failure) {
		if (failure instanceof OutOfMemoryError error && HeapFull.isMeantBy(error)) {
			return of(HeapFull.of(error));
		}
		String message = failure.getMessage();
		return new UploadFailure(Cure.of(failure), (message != null && !message.isBlank()) ? message : UNKNOWN);
	}

	/** This failure of a worker, for who reads it on another machine. */
	public UploadFailure on(String worker) {
		return new UploadFailure(this.cure, "worker %s: %s".formatted(worker, this.message));
	}

	/** This failure and one more that came of it: the graver cure, both sentences. */
	public UploadFailure andThen(UploadFailure next, String words) {
		Cure graver = (next.cure.compareTo(this.cure) > 0) ? next.cure : this.cure;
		return new UploadFailure(graver, this.message + words + next.message);
	}

	/**
	 * This failure of an upload that nothing can finish and that is kept all the same.
	 */
	public UploadFailure kept(long upload) {
		return new UploadFailure(Cure.PERSON,
				"%s; it is kept, and 'longhaul abort %d' ends it".formatted(this.message, upload));
	}

	/** This failure of an upload that is not kept any longer. */
	public UploadFailure givenUp(Instant begun) {
		return new UploadFailure(Cure.NOTHING,
				"%s; as it was begun at %s, longer ago than give-up-after allows, it is given up, and a run begins the file anew"
					.formatted(this.message, begun.truncatedTo(ChronoUnit.SECONDS)));
	}

	/** The gravest of several; a failed upload always has a reason. */
	public static UploadFailure gravest(Collection<Throwable> failures) {
		return failures.stream()
			.map(UploadFailure::of)
			.max(Comparator.comparing(UploadFailure::cure))
			.orElseGet(() -> new UploadFailure(Cure.RERUN, UNKNOWN));
	}

}
