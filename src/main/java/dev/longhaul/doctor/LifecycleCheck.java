package dev.longhaul.doctor;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.KeyTemplate;
import dev.longhaul.store.AbortRule;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreProbe;

/**
 * Whether the bucket frees the parts of uploads that nobody will finish, and not those of
 * uploads that somebody will.
 */
record LifecycleCheck(CheckList list, JobDefinition definition, boolean minio) {

	private static final String CHECK = "lifecycle";

	/** MinIO's stale_uploads_expiry, as long as nobody sets it. */
	private static final Duration STALE = Duration.ofHours(24);

	void examine(StoreProbe probe) {
		if (this.minio) {
			judgeStale();
			return;
		}
		try {
			judge(probe.abortRules());
		}
		catch (StoreException ex) {
			this.list.note(CHECK, "the bucket's lifecycle rules cannot be read, which no upload needs (needed: "
					+ "s3:GetLifecycleConfiguration): " + Sentence.of(ex.getMessage()).fact());
		}
	}

	/** MinIO has no such rules, and tells nobody of its own. */
	private void judgeStale() {
		String stale = "MinIO ends unfinished uploads %d hours after their beginning unless its stale_uploads_expiry says otherwise"
			.formatted(STALE.toHours());
		if (isTooSoon(STALE)) {
			this.list.warn(CHECK, "%s, %s; let that be longer".formatted(stale, whatIsWanted()));
		}
		else {
			this.list.ok(CHECK, stale);
		}
	}

	private boolean isTooSoon(Duration end) {
		return this.definition.giveUpLimit().map((longest) -> end.compareTo(longest) < 0).orElse(true);
	}

	private String whatIsWanted() {
		return this.definition.giveUpLimit()
			.map((longest) -> "sooner than give-up-after (%d hours) does".formatted(longest.toHours()))
			.orElse("but on-failure: keep wants them kept");
	}

	private void judge(List<AbortRule> rules) {
		String head = KeyTemplate.head(this.definition.destination().key());
		Optional<AbortRule> soonest = rules.stream()
			.filter((rule) -> head.startsWith(rule.prefix()) || rule.prefix().startsWith(head))
			.min(Comparator.comparingInt(AbortRule::days));
		boolean coversAll = rules.stream().anyMatch((rule) -> head.startsWith(rule.prefix()));
		Optional<Duration> limit = this.definition.giveUpLimit();
		Optional<AbortRule> tooSoon = soonest.filter((rule) -> isTooSoon(Duration.ofDays(rule.days())));
		if (tooSoon.isPresent()) {
			this.list.warn(CHECK, "a rule%s aborts uploads after %d days, %s; let the rule wait longer"
				.formatted(of(tooSoon.get()), tooSoon.get().days(), whatIsWanted()));
		}
		else if (coversAll) {
			soonest.ifPresent((rule) -> this.list.ok(CHECK,
					"a rule%s aborts what was never finished after %d days".formatted(of(rule), rule.days())));
		}
		else if (limit.isEmpty()) {
			this.list.note(CHECK, "no rule aborts unfinished uploads, as on-failure: keep wants it");
		}
		else {
			this.list
				.warn(CHECK, ("no rule aborts unfinished uploads of all keys, so the parts of a machine that never "
						+ "comes back are paid for until someone looks; add one with AbortIncompleteMultipartUpload, "
						+ "DaysAfterInitiation: %d or more")
					.formatted(Math.max(1, limit.get().plusDays(1).minusNanos(1).toDays())));
		}
	}

	private static String of(AbortRule rule) {
		return rule.prefix().isEmpty() ? "" : " for " + rule.prefix();
	}

}
