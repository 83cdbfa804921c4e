package dev.longhaul.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinition.OnFailure;
import dev.longhaul.source.SourceException;
import dev.longhaul.store.ClockSkewed;
import dev.longhaul.store.UploadGone;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.DeliveryUnproven;
import dev.longhaul.upload.DestinationChanged;
import dev.longhaul.upload.FailedElsewhere;
import dev.longhaul.upload.UploadFailure;
import org.springframework.batch.core.job.JobExecution;

/**
 * What becomes of an upload that failed.
 *
 * @param failure why it failed, and whether it is given up for that
 * @param ends whether it is aborted; else its parts are kept for a rerun
 * @param unproven whether an object may be its delivery and could not be proved to be
 */
public record Fate(UploadFailure failure, boolean ends, boolean unproven) {

	/**
	 * Judges.
	 * @param failed the execution that failed, or that will fail so
	 * @param failures all that went wrong in it
	 */
	static Fate of(JobExecution failed, JobDefinition definition, List<Throwable> failures, Instant now) {
		UploadParameters parameters = UploadParameters.of(failed);
		UploadContext context = new UploadContext(failed.getExecutionContext());
		List<Throwable> reasons = failures.stream()
			.map((reason) -> OutOfSight.judged(reason, context.source().whereabouts(parameters.identity().file()),
					definition.source().root()))
			.toList();
		UploadFailure failure = UploadFailure.gravest(reasons);
		boolean unproven = context.isUnproven() || any(reasons, DeliveryUnproven.class);
		if (context.receipt().isPresent()) {
			// what is delivered is not aborted; only its file is still to be taken away
			return new Fate(failure, false, unproven);
		}
		if (parameters.abortReason().isPresent() || isUploadGone(reasons)
				|| ends(definition.onFailure(), failure, unproven)) {
			return new Fate(failure, true, unproven);
		}
		// where the store calls this clock wrong the upload's age is unknown; the age
		// counts only when one more try has failed
		boolean dated = !unproven && !any(reasons, ClockSkewed.class);
		Instant failing = context.failures().since().orElse(now);
		return context.creation()
			.intent()
			.filter((begun) -> dated && definition.givesUp(begun, failing, now))
			.map((begun) -> new Fate(failure.givenUp(begun), true, unproven))
			.orElseGet(() -> new Fate((failure.cure() == Cure.ANEW) ? failure.kept(failed.getJobInstanceId()) : failure,
					false, unproven));
	}

	/**
	 * An object that may be the delivery is for a person, whatever the policy is and
	 * however old it is; what cannot be cured ends it all the same.
	 */
	private static boolean ends(OnFailure policy, UploadFailure failure, boolean unproven) {
		return switch (policy) {
			case KEEP -> false;
			case AUTO -> failure.cure().endsUpload();
			case ABORT -> !unproven || failure.cure().endsUpload();
		};
	}

	/**
	 * The fate that the first step of a restart will meet over its file; nothing where
	 * the upload can go on, or is proved and only ends. The store is not asked: there the
	 * object may be complete all the same.
	 */
	public static Optional<Fate> foreseen(JobExecution unfinished, JobDefinition definition, Instant now) {
		if (new UploadContext(unfinished.getExecutionContext()).receipt().isPresent()) {
			return Optional.empty();
		}
		UploadIdentity identity = UploadParameters.of(unfinished).identity();
		try {
			DestinationChanged.require(identity.file(), identity.destination(),
					definition.destination().address().identity());
			identity.requireUnchanged();
			return Optional.empty();
		}
		catch (SourceException | DestinationChanged ex) {
			return Optional.of(of(unfinished, definition, List.of(ex), now));
		}
	}

	/**
	 * Whether the store has lost it, met here or by a worker: there are no parts to keep.
	 */
	private static boolean isUploadGone(List<Throwable> reasons) {
		return any(reasons, UploadGone.class) || reasons.stream()
			.anyMatch((reason) -> reason instanceof FailedElsewhere elsewhere && elsewhere.isUploadGone());
	}

	private static boolean any(List<Throwable> reasons, Class<? extends Throwable> type) {
		return reasons.stream().anyMatch(type::isInstance);
	}

}
