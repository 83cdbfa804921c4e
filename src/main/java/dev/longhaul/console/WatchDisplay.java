package dev.longhaul.console;

import java.io.PrintStream;

import dev.longhaul.launch.OutcomeFields;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.launch.UploadOutcome.Result;

/**
 * What a watch shows: a line for each upload that ends, and nothing at the end.
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

	/** Called by any thread. */
	public synchronized void ended(UploadOutcome outcome) {
		if (outcome.result() == Result.SKIPPED) {
			return;
		}
		if (this.json) {
			new JsonLines(this.out).print(OutcomeFields.upload(outcome));
			return;
		}
		this.text.ended(outcome);
		this.text.others(); // what fails again next week is told again
	}

}
