package dev.longhaul.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.longhaul.console.RunDisplay.PlanSummary;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.report.LastRun;
import dev.longhaul.upload.Cure;

/**
 * The last lines of a run in words.
 */
final class SummaryText {

	/** Definitions without files that are named. */
	private static final int NAMED = 10;

	private static final String UNSETTLED = "not settled yet (left for the next run)";

	private static final String LEFT_OUT = "left out";

	private static final String NONE_FOUND = "no files found";

	private SummaryText() {
	}

	/** Of a dry run. */
	static String of(PlanSummary summary) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		counts.put("would be sent", summary.start());
		counts.put("would be resumed", summary.resume());
		counts.put("would be skipped", summary.skip());
		counts.put("would be aborted", summary.abort());
		counts.put("would fail", summary.fail() + summary.refused());
		counts.put(UNSETTLED, summary.unsettled());
		counts.put(LEFT_OUT, summary.leftOut().size());
		return line(words(counts), summary.withoutFiles(), NONE_FOUND);
	}

	/** Of a run. */
	static String of(RunSummary summary) {
		Map<Result, Integer> results = new EnumMap<>(Result.class);
		summary.outcomes().forEach((outcome) -> results.merge(outcome.result(), 1, Integer::sum));
		List<String> words = words(results, summary.plan().unsettled().size(), summary.plan().leftOut().size());
		return line(words, summary.plan().withoutFiles(),
				summary.plan().searched() ? NONE_FOUND : "nothing to go on with")
				+ sent(summary.bytesSent(), summary.took()) + failed(summary.failedHooks());
	}

	/** Of one definition's last run. */
	static String of(LastRun run) {
		Map<Result, Integer> results = new EnumMap<>(Result.class);
		results.put(Result.DELIVERED, run.delivered());
		results.put(Result.RESUMED, run.resumed());
		results.put(Result.SKIPPED, run.skipped() - run.keyExists());
		results.put(Result.TURNED_AWAY, run.keyExists());
		results.put(Result.SUPERSEDED, run.superseded());
		results.put(Result.ABORTED, run.aborted());
		results.put(Result.FAILED, run.failed());
		results.put(Result.STOPPED, run.stopped());
		List<String> words = words(results, run.unsettled(), run.leftOut());
		if (run.deliveredSince() > 0) {
			words.replaceAll((word) -> word.equals(run.failed() + " " + Amounts.word(Result.FAILED))
					? "%s (%d delivered since)".formatted(word, run.deliveredSince()) : word);
		}
		if (!run.withoutFiles().isEmpty() && !words.isEmpty()) {
			words.add(NONE_FOUND);
		}
		return (words.isEmpty() ? NONE_FOUND : String.join(", ", words))
				+ sent(run.bytesSent(), Duration.between(run.begun(), run.ended())) + failed(run.failedHooks());
	}

	private static List<String> words(Map<Result, Integer> results, int unsettled, int leftOut) {
		int turnedAway = Optional.ofNullable(results.remove(Result.TURNED_AWAY)).orElse(0);
		Map<String, Integer> counts = new LinkedHashMap<>();
		results.forEach((result, count) -> counts.put(Amounts.word(result), count));
		counts.put((turnedAway == 1) ? "not sent: its key exists" : "not sent: their keys exist", turnedAway);
		counts.put(UNSETTLED, unsettled);
		counts.put(LEFT_OUT, leftOut);
		return words(counts);
	}

	private static String sent(long bytes, Duration took) {
		return (bytes > 0) ? ", %s sent in %s (%s)".formatted(Amounts.bytes(bytes), Amounts.time(took),
				Amounts.rate(bytes * 1000 / Math.max(1, took.toMillis()))) : "";
	}

	private static String failed(int hooks) {
		return (hooks > 0) ? ", %s FAILED".formatted(Amounts.count(hooks, "hook")) : "";
	}

	private static List<String> words(Map<String, Integer> counts) {
		List<String> words = new ArrayList<>();
		counts.forEach((what, count) -> {
			if (count > 0) {
				words.add(count + " " + what);
			}
		});
		return words;
	}

	/**
	 * Beside definitions that found files one that found none would not be missed: behind
	 * an empty mount point that may be for weeks.
	 */
	private static String line(List<String> words, List<String> withoutFiles, String nothing) {
		if (words.isEmpty()) {
			return "longhaul: " + nothing;
		}
		return "longhaul: " + String.join(", ", words)
				+ (withoutFiles.isEmpty() ? "" : ", no files found for " + named(withoutFiles));
	}

	/** The first of them, and how many more there are. */
	static String named(List<String> all) {
		String names = all.stream().limit(NAMED).collect(Collectors.joining(", "));
		int others = all.size() - NAMED;
		return Amounts.printable((others > 0) ? "%s and %d more".formatted(names, others) : names);
	}

	/** In words what the exit code says; nothing where all is well. */
	static Optional<String> whatToDo(RunSummary summary) {
		Optional<String> files = ofFiles(summary.outcomes());
		if (summary.failedHooks() > 0) {
			return Optional.of("longhaul: needs a person: hooks that failed are not called again; "
					+ files.orElse("all files are where they belong"));
		}
		boolean needsPerson = summary.outcomes().stream().anyMatch(UploadOutcome::needsPerson);
		return files.map((words) -> (needsPerson ? "longhaul: needs a person: " : "longhaul: ") + words);
	}

	private static Optional<String> ofFiles(List<UploadOutcome> outcomes) {
		List<UploadOutcome> unfinished = outcomes.stream().filter(UploadOutcome::isUnfinished).toList();
		if (unfinished.isEmpty()) {
			return Optional.empty();
		}
		if (unfinished.stream().anyMatch(UploadOutcome::needsPerson)) {
			return Optional.of("see the lines that begin with FAILED, then run again");
		}
		if (unfinished.stream().allMatch(UploadOutcome::abortDue)) {
			return Optional.of("see the lines that begin with FAILED: what was to be aborted is still in the store");
		}
		return Optional.of(unfinished.stream().allMatch((outcome) -> outcome.cure() == Cure.ANEW)
				? "use 'longhaul run': it sends these files from the beginning; rerun would pass over them"
				: "run again; what has arrived is not sent again");
	}

}
