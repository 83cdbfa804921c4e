package dev.longhaul.cli;

import java.util.List;

import dev.longhaul.cluster.OtherVersion;
import dev.longhaul.cluster.QueueUnusable;
import dev.longhaul.definition.DefinitionsDiffer;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.doctor.Check;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.launch.RunInProgress;
import dev.longhaul.machine.HeapFull;
import dev.longhaul.plan.AmbiguousFile;
import dev.longhaul.report.UnknownUpload;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.home.HomeInUse;
import dev.longhaul.repository.home.HomeMisnamed;
import dev.longhaul.sweep.SweptUpload;
import dev.longhaul.upload.Cure;
import dev.longhaul.verify.Finding.Result;
import dev.longhaul.verify.Verdict;

/**
 * What the process says when it ends; each number means one thing.
 */
final class ExitCode {

	/** All delivered, or nothing to do. */
	static final int DELIVERED = 0;

	/** Something is unfinished, and another run can finish it. */
	static final int UNFINISHED = 1;

	/** Wrong usage or definition; nothing was started. */
	static final int USAGE = 2;

	/** Something needs a person, and the report says what. */
	static final int PERSON = 3;

	/** Another run holds the same work (sysexits' EX_TEMPFAIL). */
	static final int BUSY = 75;

	private ExitCode() {
	}

	/** A hook that failed is not called again by a rerun: a person has to look. */
	static int of(List<UploadOutcome> outcomes, int failedHooks) {
		return (failedHooks > 0) ? PERSON : of(outcomes);
	}

	static int of(List<UploadOutcome> outcomes) {
		if (outcomes.stream().anyMatch(UploadOutcome::needsPerson)) {
			return PERSON;
		}
		return outcomes.stream().anyMatch(UploadOutcome::isUnfinished) ? UNFINISHED : DELIVERED;
	}

	/** Of a command that could not be carried out. */
	static int of(Exception failure) {
		if (failure instanceof Misconfigured || failure instanceof AmbiguousFile || failure instanceof UnknownUpload
				|| failure instanceof HomeMisnamed) {
			return USAGE;
		}
		if (failure instanceof HomeInUse || failure instanceof RunInProgress || failure instanceof DefinitionsDiffer
				|| failure instanceof SendsByItself) {
			return BUSY;
		}
		boolean needsPerson = failure instanceof RepositoryUnusable || failure instanceof OtherVersion
				|| failure instanceof HeapFull || (failure instanceof QueueUnusable queue && queue.needsPerson());
		return needsPerson ? PERSON : UNFINISHED;
	}

	static int ofSweep(List<SweptUpload> uploads) {
		List<SweptUpload> failed = uploads.stream()
			.filter((upload) -> upload.result() == SweptUpload.Result.FAILED)
			.toList();
		if (failed.stream().anyMatch((upload) -> upload.cure() != Cure.RERUN)) {
			return PERSON;
		}
		return failed.isEmpty() ? DELIVERED : UNFINISHED;
	}

	static int ofVerdicts(List<Verdict> verdicts) {
		List<Verdict> open = verdicts.stream().filter((verdict) -> verdict.result() != Result.PROVED).toList();
		if (open.isEmpty()) {
			return DELIVERED;
		}
		return open.stream().anyMatch((verdict) -> verdict.finding().needsPerson()) ? PERSON : UNFINISHED;
	}

	static int ofChecks(List<Check> checks) {
		List<Check> failed = checks.stream().filter((check) -> check.result() == Check.Result.FAIL).toList();
		if (failed.isEmpty()) {
			return DELIVERED;
		}
		return failed.stream().allMatch(Check::isOfWriting) ? USAGE : PERSON;
	}

}
