package dev.longhaul.console;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

import dev.longhaul.history.Decision;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.plan.NotTaken;
import dev.longhaul.plan.RunPlan;
import dev.longhaul.upload.Transfer;

/**
 * What a run shows while it goes on and when it ends.
 */
public interface RunDisplay extends AutoCloseable {

	/** Called some times a second with the transfers under way. */
	void progress(Collection<Transfer> transfers);

	/** Called once for each file when it has ended. */
	void ended(UploadOutcome outcome);

	/** Called for each candidate of a dry run. */
	void planned(DryRunLine line);

	/** Called once after them. */
	void planned(PlanSummary summary);

	/** What {@link #briefSummary} is to {@link #summary}. */
	default void brieflyPlanned(PlanSummary summary) {
		planned(summary);
	}

	/** Called once, last. */
	void summary(RunSummary summary);

	/**
	 * The same for those who do not want to hear each night what was left out, only how
	 * much.
	 */
	default void briefSummary(RunSummary summary) {
		summary(summary);
	}

	@Override
	void close();

	/**
	 * What a run would do, in numbers of files.
	 *
	 * @param abort unfinished uploads that cannot go on
	 * @param fail those whose parts are kept
	 * @param unsettled files that are left for the next run
	 * @param leftOut what is meant by its name and is not taken
	 * @param withoutFiles definitions that found none at all
	 */
	record PlanSummary(int start, int resume, int skip, int abort, int fail, int refused, int unsettled,
			List<NotTaken> leftOut, List<String> withoutFiles) {

		/** Counts. */
		public static PlanSummary of(RunPlan plan, Collection<Decision.Action> actions, int refused) {
			return new PlanSummary(Collections.frequency(actions, Decision.Action.START),
					Collections.frequency(actions, Decision.Action.RESUME),
					Collections.frequency(actions, Decision.Action.SKIP),
					Collections.frequency(actions, Decision.Action.ABORT),
					Collections.frequency(actions, Decision.Action.FAIL), refused, plan.unsettled().size(),
					plan.leftOut(), plan.withoutFiles());
		}

	}

	/**
	 * What a run would do for a file.
	 *
	 * @param bytes of the file
	 * @param parts that it would be cut into
	 * @param why its unfinished upload would be aborted, or would fail, or it would not
	 * be begun anew; else empty
	 * @param ifFree whether it is sent only where its key has no object, for which a dry
	 * run does not ask the store
	 * @param rebuild whether the store is searched for it first, which a dry run does not
	 * @param delivered whether its object is proved: it is passed over, or only its file
	 * is to be taken away
	 */
	record DryRunLine(Decision.Action action, String definition, String file, String destination, String key,
			long bytes, int parts, String why, boolean ifFree, boolean rebuild, boolean delivered) {

		/** For one that is sent whatever its key has. */
		DryRunLine(Decision.Action action, String definition, String file, String destination, String key, long bytes,
				int parts, String why) {
			this(action, definition, file, destination, key, bytes, parts, why, false, false, false);
		}

	}

}
