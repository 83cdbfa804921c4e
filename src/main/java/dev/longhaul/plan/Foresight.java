package dev.longhaul.plan;

import java.util.Optional;

import dev.longhaul.history.Candidate;
import dev.longhaul.history.Decision;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.upload.Cure;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do for a candidate.
 *
 * @param parts of the upload; 0 of a delivered file that could not be cut so today
 * @param why an unfinished upload would not go on, or one that was begun would not be
 * begun anew; else empty
 * @param delivered whether its object is proved: it is passed over, or only its file is
 * to be taken away
 * @param cure who can cure that, null where nothing has to be cured
 */
public record Foresight(Decision decision, int parts, String why, boolean delivered, @Nullable Cure cure) {

	/** The failure that the run would end with, if it would. */
	public Optional<UploadOutcome> failure(Candidate candidate) {
		return Optional.ofNullable(this.cure).map((it) -> UploadOutcome.refused(candidate, this.why, it));
	}

}
