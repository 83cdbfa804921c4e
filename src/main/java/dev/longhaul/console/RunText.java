package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.longhaul.launch.Decision;
import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.launch.UploadOutcome.Result;
import dev.longhaul.source.LeftOut;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Receipt;

/**
 * The sentences of a run's report.
 */
final class RunText {

	private static final int LEFT_OUT_NAMED = 10;

	/** Of definitions in the line of the summary. */
	private static final int NAMED = 10;

	private final PrintStream out;

	private final Reasons reasons = new Reasons();

	RunText(PrintStream out) {
		this.out = out;
	}

	void ended(UploadOutcome outcome) {
		String file = Amounts.printable(outcome.file());
		switch (outcome.result()) {
			case DELIVERED,
					RESUMED ->
				outcome.receipt()
					.ifPresent((receipt) -> this.out
						.println(((outcome.result() == Result.RESUMED) ? "resumed and delivered  " : "delivered  ")
								+ file + delivery(receipt) + afterwards(outcome)));
			case ABORTED ->
				this.out.println("aborted  upload %d of %s; while the file is there, the next run begins it anew"
					.formatted(outcome.upload(), file));
			case SUPERSEDED ->
				this.out.println("aborted  an unfinished upload: " + Amounts.printable(outcome.message()));
			case FAILED -> once(outcome, "FAILED  " + sentence(outcome) + advice(outcome));
			case STOPPED -> once(outcome, "stopped  " + file + ": " + outcome.message());
			case SKIPPED -> {
				// what was delivered before is counted in the summary only
				if (outcome.isTurnedAway()) {
					once(outcome, "not sent  " + sentence(outcome));
				}
			}
		}
	}

	private void once(UploadOutcome outcome, String line) {
		if (this.reasons.isNew(outcome)) {
			this.out.println(line);
		}
	}

	/** How many more files have the reasons that were told; the last word on them. */
	void others() {
		this.reasons.others().forEach(this.out::println);
	}

	void planned(RunDisplay.DryRunLine line) {
		String what = switch (line.action()) {
			case START -> line.ifFree() ? "would send, unless its key exists" : "would send";
			case RESUME -> line.delivered() ? "would take away (delivered)" : "would resume";
			case SKIP -> "would skip (delivered, unchanged)";
			case ABORT -> "would abort";
			case FAIL -> "would FAIL";
		};
		if (!line.why().isEmpty()) {
			this.out.println("%s  an unfinished upload: %s; its parts would be %s".formatted(what,
					Amounts.printable(line.why()), (line.action() == Decision.Action.FAIL) ? "kept" : "freed"));
			return;
		}
		this.out.println("%s  %s → %s/%s  %s in %s".formatted(what, Amounts.printable(line.file()), line.destination(),
				Amounts.printable(line.key()), Amounts.bytes(line.bytes()), Amounts.count(line.parts(), "part")));
	}

	void planned(RunDisplay.PlanSummary summary) {
		others();
		Map<String, Integer> counts = new LinkedHashMap<>();
		counts.put("would be sent", summary.start());
		counts.put("would be resumed", summary.resume());
		counts.put("would be skipped", summary.skip());
		counts.put("would be aborted", summary.abort());
		counts.put("would fail", summary.fail());
		counts.put("refused", summary.refused());
		counts.put("not settled yet (left for the next run)", summary.unsettled());
		List<String> words = counts.entrySet()
			.stream()
			.filter((count) -> count.getValue() > 0)
			.map((count) -> count.getValue() + " " + count.getKey())
			.toList();
		this.out.println("longhaul: " + counted(words, summary.withoutFiles(), "no files found"));
	}

	void summary(RunPlan plan, List<UploadOutcome> outcomes, long bytesSent, Duration took, int failedHooks) {
		others();
		leftOut(plan.leftOut());
		briefSummary(plan, outcomes, bytesSent, took, failedHooks);
	}

	/** Without the names of what was left out. */
	void briefSummary(RunPlan plan, List<UploadOutcome> outcomes, long bytesSent, Duration took, int failedHooks) {
		others();
		Map<Result, Integer> counts = new EnumMap<>(Result.class);
		outcomes.forEach((outcome) -> counts.merge(outcome.result(), 1, Integer::sum));
		List<String> words = new ArrayList<>();
		int turnedAway = (int) outcomes.stream().filter(UploadOutcome::isTurnedAway).count();
		counts.computeIfPresent(Result.SKIPPED, (result, count) -> (count > turnedAway) ? count - turnedAway : null);
		counts.forEach((result, count) -> words.add(count + " " + result.name().toLowerCase(Locale.ROOT)));
		if (turnedAway > 0) {
			words.add(
					"%d not sent: %s".formatted(turnedAway, (turnedAway == 1) ? "its key exists" : "their keys exist"));
		}
		if (!plan.unsettled().isEmpty()) {
			words.add(plan.unsettled().size() + " not settled yet (left for the next run)");
		}
		if (!plan.leftOut().isEmpty()) {
			words.add(plan.leftOut().size() + " left out");
		}
		String counted = counted(words, plan.withoutFiles(),
				plan.searched() ? "no files found" : "nothing to go on with");
		String sent = (bytesSent > 0) ? ", %s sent in %s (%s)".formatted(Amounts.bytes(bytesSent), Amounts.time(took),
				Amounts.rate(bytesSent * 1000 / Math.max(1, took.toMillis()))) : "";
		String hooks = (failedHooks > 0) ? ", %s FAILED".formatted(Amounts.count(failedHooks, "hook")) : "";
		this.out.println("longhaul: " + counted + sent + hooks);
		whatToDo(outcomes, failedHooks);
	}

	/**
	 * Beside definitions that found files one that found none would not be missed: behind
	 * an empty mount point that may be for weeks.
	 */
	private static String counted(List<String> words, List<String> withoutFiles, String nothing) {
		if (words.isEmpty()) {
			return nothing;
		}
		return String.join(", ", words) + (withoutFiles.isEmpty() ? "" : ", no files found for " + named(withoutFiles));
	}

	private static String named(List<String> definitions) {
		String names = definitions.stream().limit(NAMED).collect(Collectors.joining(", "));
		int others = definitions.size() - NAMED;
		return Amounts.printable((others > 0) ? "%s and %d more".formatted(names, others) : names);
	}

	/** In words what the exit code says. */
	private void whatToDo(List<UploadOutcome> outcomes, int failedHooks) {
		if (outcomes.stream().anyMatch(UploadOutcome::needsPerson)) {
			this.out.println("longhaul: needs a person: see the lines that begin with FAILED, then run again");
		}
		else if (outcomes.stream().anyMatch(UploadOutcome::isUnfinished)) {
			boolean anew = outcomes.stream()
				.filter(UploadOutcome::isUnfinished)
				.allMatch((outcome) -> outcome.cure() == Cure.ANEW);
			this.out.println(anew
					? "longhaul: say 'longhaul run' again: it sends these files from the beginning; rerun would pass over them"
					: "longhaul: run again; what has arrived is not sent again");
		}
		else if (failedHooks > 0) {
			this.out
				.println("longhaul: needs a person: all files are where they belong, but hooks are not called again");
		}
	}

	private static String sentence(UploadOutcome outcome) {
		String message = outcome.message();
		boolean namesFile = message.startsWith(outcome.file().toString());
		return Amounts.printable(namesFile ? message : outcome.file() + ": " + message);
	}

	private static String delivery(Receipt receipt) {
		return " → %s/%s  %s in %s, ETag %s, %s".formatted(receipt.destination(), Amounts.printable(receipt.key()),
				Amounts.bytes(receipt.size()), Amounts.count(receipt.parts(), "part"), receipt.etag(),
				Amounts.time(Duration.between(receipt.begun(), receipt.delivered())));
	}

	/**
	 * A link that was meant to be there is told every night; a thousand of them are not.
	 */
	private void leftOut(List<LeftOut> leftOut) {
		leftOut.stream()
			.limit(LEFT_OUT_NAMED)
			.forEach((left) -> this.out
				.println("left out  %s: %s".formatted(Amounts.printable(left.path()), left.why())));
		if (leftOut.size() > LEFT_OUT_NAMED) {
			this.out.println("left out  … and %d more".formatted(leftOut.size() - LEFT_OUT_NAMED));
		}
	}

	private static String afterwards(UploadOutcome outcome) {
		return outcome.message().isEmpty() ? "" : ", " + Amounts.printable(outcome.message());
	}

	private static String advice(UploadOutcome outcome) {
		boolean rerun = outcome.cure() == Cure.RERUN;
		return rerun && outcome.upload() != 0 ? " [upload %d: run again to go on with it]".formatted(outcome.upload())
				: "";
	}

}
