package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import dev.longhaul.history.Decision;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.plan.NotTaken;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.Receipt;
import dev.longhaul.upload.Transfer;

/**
 * The sentences of a run's report, without its progress.
 */
class RunText implements RunDisplay {

	private static final int LEFT_OUT_NAMED = 10;

	private final PrintStream out;

	private final Reasons reasons = new Reasons();

	RunText(PrintStream out) {
		this.out = out;
	}

	@Override
	public void progress(Collection<Transfer> transfers) {
		// the report tells of ends
	}

	@Override
	public synchronized void ended(UploadOutcome outcome) {
		String file = Amounts.printable(outcome.file());
		switch (outcome.result()) {
			case DELIVERED,
					RESUMED ->
				outcome.receipt()
					.ifPresent((receipt) -> this.out
						.println(((outcome.result() == Result.RESUMED) ? "resumed and delivered  " : "delivered  ")
								+ file + delivery(receipt) + afterwards(outcome)));
			case ABORTED -> this.out.println("aborted  upload %d of %s; %s".formatted(outcome.upload(), file,
					Amounts.printable(outcome.message())));
			case SUPERSEDED ->
				this.out.println("aborted  an unfinished upload: " + Amounts.printable(outcome.message()));
			case FAILED -> once(outcome, "FAILED  " + sentence(outcome) + advice(outcome));
			case STOPPED -> once(outcome, "stopped  " + file + ": " + outcome.message());
			case TURNED_AWAY -> once(outcome, "not sent  " + sentence(outcome));
			case SKIPPED -> {
				// other files that were delivered before are counted in the summary only
				if (!outcome.message().isEmpty()) {
					this.out.println("delivered before  " + file + afterwards(outcome));
				}
			}
		}
	}

	private void once(UploadOutcome outcome, String line) {
		if (this.reasons.isNew(outcome)) {
			this.out.println(line);
		}
	}

	@Override
	public void planned(DryRunLine line) {
		String what = switch (line.action()) {
			case START -> wouldSend(line);
			case RESUME -> line.delivered() ? "would take away (delivered)" : "would resume";
			case SKIP -> "would skip (delivered, unchanged)";
			case ABORT -> "would abort";
			case FAIL -> "would FAIL";
		};
		if (!line.why().isEmpty() && line.action() == Decision.Action.SKIP) {
			this.out.println("would not send  " + Amounts.printable(line.why()));
			return;
		}
		if (!line.why().isEmpty()) {
			this.out.println("%s  an unfinished upload: %s; its parts would be %s".formatted(what,
					Amounts.printable(line.why()), (line.action() == Decision.Action.FAIL) ? "kept" : "freed"));
			return;
		}
		this.out.println("%s  %s → %s/%s  %s in %s".formatted(what, Amounts.printable(line.file()), line.destination(),
				Amounts.printable(line.key()), Amounts.bytes(line.bytes()), Amounts.count(line.parts(), "part")));
	}

	@Override
	public void planned(PlanSummary summary) {
		close();
		leftOut(summary.leftOut());
		brieflyPlanned(summary);
	}

	@Override
	public void brieflyPlanned(PlanSummary summary) {
		close();
		this.out.println(SummaryText.of(summary));
	}

	private static String wouldSend(DryRunLine line) {
		if (line.rebuild()) {
			return "would send, but for what the store has of it";
		}
		return line.ifFree() ? "would send, unless its key exists" : "would send";
	}

	@Override
	public void summary(RunSummary summary) {
		close();
		leftOut(summary.plan().leftOut());
		briefSummary(summary);
	}

	@Override
	public void briefSummary(RunSummary summary) {
		close();
		this.out.println(SummaryText.of(summary));
		SummaryText.whatToDo(summary).ifPresent(this.out::println);
	}

	/**
	 * Says how many more files have the reasons that were told: the last word on them.
	 */
	@Override
	public synchronized void close() {
		this.reasons.others().forEach(this.out::println);
		this.out.flush();
	}

	private static String sentence(UploadOutcome outcome) {
		return sentence(outcome.file().toString(), outcome.message());
	}

	/** What befell a file, which is named once. */
	static String sentence(String file, String message) {
		boolean named = message.startsWith(file) || message.startsWith("the upload of " + file);
		return Amounts.printable(named ? message : file + ": " + message);
	}

	private static String delivery(Receipt receipt) {
		return " → %s/%s  %s in %s, %s, %s".formatted(receipt.destination(), Amounts.printable(receipt.key()),
				Amounts.bytes(receipt.size()), Amounts.count(receipt.parts(), "part"), Amounts.etag(receipt.etag()),
				time(receipt));
	}

	/** Between two executions nobody worked: that is no time that it took. */
	private static String time(Receipt receipt) {
		return (receipt.runs() > 1)
				? "in %s since %s".formatted(Amounts.count(receipt.runs(), "execution"),
						Amounts.moment(receipt.begun()))
				: Amounts.time(Duration.between(receipt.begun(), receipt.delivered()));
	}

	/**
	 * A link that was meant to be there is told every night; a thousand of them are not.
	 */
	private void leftOut(List<NotTaken> leftOut) {
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
		boolean rerun = outcome.cure() == Cure.RERUN && !outcome.abortDue();
		return rerun && outcome.upload() != 0 ? " [upload %d: run again to go on with it]".formatted(outcome.upload())
				: "";
	}

}
