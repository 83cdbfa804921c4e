package dev.longhaul.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.longhaul.definition.Definitions;
import dev.longhaul.history.Attempt;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.OpenUpload;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.sweep.SweptUpload.Result;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.TrialName;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose an unfinished upload in the store is: by its id in the repository, or by an
 * intent of its key whose request a kill cut off from its commit.
 */
record UploadOwners(UploadHistory history, String destination, Function<Attempt, ObjectStore> stores,
		Definitions definitions, Predicate<UploadIdentity> inHand, Clock clock) {

	private static final Duration LONGEST_TRIAL = Duration.ofHours(1);

	/**
	 * Judges one upload. If the store does not answer about it, that is reported of this
	 * one only; the others are looked at all the same.
	 */
	SweptUpload judge(OpenUpload open) {
		try {
			return judgedByAll(open);
		}
		catch (StoreException ex) {
			return swept(Result.FOREIGN, open, 0, "").failed(ex.getMessage(), Cure.of(ex));
		}
	}

	private SweptUpload judgedByAll(OpenUpload open) {
		List<Attempt> ofKey = this.history.attempts().at(this.destination, open.upload().key());
		return ofKey.stream()
			.flatMap((attempt) -> byId(attempt, open).stream())
			.findFirst()
			.or(() -> ofKey.stream().flatMap((attempt) -> byIntent(attempt, open, ofKey).stream()).findFirst())
			.or(() -> byName(open))
			.orElseGet(() -> swept(Result.FOREIGN, open, 0, "not begun by Longhaul with this home"));
	}

	private Optional<SweptUpload> byId(Attempt attempt, OpenUpload open) {
		if (attempt.context()
			.flatMap((context) -> context.creation().upload())
			.filter(open.upload()::equals)
			.isEmpty()) {
			return Optional.empty();
		}
		long number = attempt.upload();
		return Optional.of(attempt.isOver() || attempt.isDelivered()
				? swept(Result.WOULD_ABORT, open, number, "left over from upload %d, which has ended".formatted(number))
				: kept(open, attempt));
	}

	/**
	 * A kill in that window leaves no parts. One with parts is either somebody else's or,
	 * after the repository was damaged, one that the next run takes over.
	 */
	private Optional<SweptUpload> byIntent(Attempt attempt, OpenUpload open, List<Attempt> ofKey) {
		if (attempt.twinWindow().filter((window) -> window.holds(open)).isEmpty()) {
			return Optional.empty();
		}
		long number = attempt.upload();
		Optional<Attempt> atWork = ofKey.stream().filter(this::isInHand).findFirst();
		if (atWork.isPresent()) {
			// perhaps created this very moment, for another version of the file too
			return Optional.of(kept(open, atWork.get()));
		}
		Optional<List<UploadedPart>> parts = this.stores.apply(attempt).listParts(open);
		if (parts.isEmpty()) {
			return Optional.empty(); // the store lists it, but does not know it any more
		}
		if (parts.get().isEmpty()) {
			return Optional.of(swept(Result.WOULD_ABORT, open, number,
					"begun for upload %d by a request whose answer was lost".formatted(number)));
		}
		boolean mayBeTakenOver = !attempt.isOver() && !attempt.isDelivered()
				&& attempt.context().flatMap((context) -> context.creation().upload()).isEmpty();
		return mayBeTakenOver ? Optional.of(kept(open, attempt)) : Optional.empty();
	}

	private boolean isInHand(Attempt attempt) {
		return attempt.identity().filter(this.inHand).isPresent();
	}

	/** Left by a kill; a younger one may be at work. */
	private Optional<SweptUpload> byName(OpenUpload open) {
		Instant begun = open.initiated();
		boolean old = begun != null && begun.isBefore(this.clock.instant().minus(LONGEST_TRIAL));
		return Optional.of(open)
			.filter((upload) -> TrialName.isIn(upload.upload().key()))
			.map((upload) -> old ? swept(Result.WOULD_ABORT, upload, 0, "left over from a trial of what the store does")
					: swept(Result.KEPT, upload, 0, "of a trial that may be at work; aborted when it is an hour old"));
	}

	private SweptUpload kept(OpenUpload open, Attempt attempt) {
		long number = attempt.upload();
		String goesOn = "upload %d is unfinished; the next run goes on with it".formatted(number);
		return swept(Result.KEPT, open, number,
				attempt.identity()
					.filter((identity) -> !this.inHand.test(identity))
					.map((identity) -> leftBehind(number, identity.definition()))
					.orElse(goesOn));
	}

	/** Null if the definition is there and enabled. */
	private @Nullable String leftBehind(long number, String definition) {
		if (!this.definitions.knows(definition)) {
			return ("upload %d is unfinished, and no run goes on with it: its definition %s is not there, or cannot be "
					+ "read; put it back, then run again or end the upload by 'longhaul abort %d'")
				.formatted(number, definition, number);
		}
		return this.definitions.get(definition).enabled() ? null
				: ("upload %d is unfinished, and its definition %s is disabled: enable it, run it by name, or end the "
						+ "upload by 'longhaul abort %d'")
					.formatted(number, definition, number);
	}

	private SweptUpload swept(Result result, OpenUpload open, long number, String message) {
		return new SweptUpload(result, this.destination, open.upload().key(), open.upload().id(), open.initiated(),
				number, message, null);
	}

}
