package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

import dev.longhaul.history.OutcomeFields;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * What a watch shows: what it looks at, a line for each upload that ends, and nothing at
 * the end.
 */
public final class WatchDisplay {

	private final PrintStream out;

	private final RunText text;

	private final boolean json;

	WatchDisplay(PrintStream out, boolean json) {
		this.out = out;
		this.text = new RunText(out);
		this.json = json;
	}

	/**
	 * It is up.
	 * @param folders each with its definition
	 * @param every pause between two looks
	 */
	public void begins(List<String> folders, Duration every) {
		if (!this.json && !folders.isEmpty()) {
			this.out.println("watching %s every %s".formatted(SummaryText.named(folders),
					DurationFormatterUtils.print(every, DurationFormat.Style.COMPOSITE)));
		}
	}

	/** Called by any thread. */
	public synchronized void ended(UploadOutcome outcome) {
		// that a file waits was told when it was delivered
		if (outcome.result() == Result.SKIPPED && (outcome.message().isEmpty() || outcome.isToBeTakenAway())) {
			return;
		}
		if (this.json) {
			new JsonLines(this.out).print(OutcomeFields.upload(outcome));
			return;
		}
		this.text.ended(outcome);
		this.text.close(); // what fails again next week is told again
	}

}
