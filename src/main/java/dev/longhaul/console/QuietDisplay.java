package dev.longhaul.console;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.upload.Transfer;

/**
 * For a mail: what did not go well, and the summary.
 */
final class QuietDisplay implements RunDisplay {

	private static final Set<Result> WELL = EnumSet.of(Result.DELIVERED, Result.RESUMED, Result.SKIPPED,
			Result.TURNED_AWAY);

	private final RunDisplay display;

	QuietDisplay(RunDisplay display) {
		this.display = display;
	}

	@Override
	public void progress(Collection<Transfer> transfers) {
		// nobody watches
	}

	@Override
	public void ended(UploadOutcome outcome) {
		if (!WELL.contains(outcome.result())) {
			this.display.ended(outcome);
		}
	}

	@Override
	public void planned(DryRunLine line) {
		if (!line.why().isEmpty()) {
			this.display.planned(line);
		}
	}

	@Override
	public void planned(PlanSummary summary) {
		this.display.brieflyPlanned(summary);
	}

	@Override
	public void summary(RunSummary summary) {
		this.display.briefSummary(summary);
	}

	@Override
	public void close() {
		this.display.close();
	}

}
