package dev.longhaul.definition;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.longhaul.store.ObjectLock;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long nobody may delete the objects.
 *
 * @param retainFor from the beginning of the upload
 */
public record LockSettings(ObjectLock.@Nullable Mode mode, @Nullable Duration retainFor,
		@DefaultValue("false") boolean legalHold) {

	private static final Duration A_CENTURY = Duration.ofDays(36_500);

	/** The lock of an upload that was begun then. */
	ObjectLock from(Instant begun) {
		return new ObjectLock(this.mode,
				(this.retainFor != null) ? begun.truncatedTo(ChronoUnit.SECONDS).plus(this.retainFor) : null,
				this.legalHold);
	}

	/**
	 * From when the lock counts: from the first try, so that each try says the same date;
	 * from now if that lock would be over already, which the store refuses.
	 */
	public Instant begins(Instant first, Instant now) {
		Instant until = from(first).retainUntil();
		return (until != null && !until.isAfter(now)) ? now : first;
	}

	static void judge(@Nullable LockSettings lock, Problems all) {
		if (lock == null) {
			return;
		}
		Problems problems = all.of("destination.object-lock");
		Duration retainFor = lock.retainFor();
		if (lock.mode() != null && retainFor == null) {
			problems.add("mode", "needs retain-for, such as 30d");
		}
		if (lock.mode() == null && retainFor != null) {
			problems.add("retain-for", "needs mode: governance or compliance");
		}
		if (retainFor != null && (retainFor.toSeconds() < 1 || retainFor.compareTo(A_CENTURY) > 0)) {
			problems.add("retain-for", "must be longer than nothing and at most 36500d, as S3 wants it");
		}
		if (lock.mode() == null && retainFor == null && !lock.legalHold()) {
			problems.add("legal-hold", "alone must be true; or write mode and retain-for beside it");
		}
	}

}
