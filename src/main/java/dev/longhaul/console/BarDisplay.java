package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.launch.RunPlan;
import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.upload.Transfer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * For a terminal: a bar for each file under way, on stderr; the report follows when the
 * bars are gone, so that neither writes into the other.
 */
final class BarDisplay implements RunDisplay {

	private static final int REFRESH_MILLIS = 250;

	private final RunText text;

	private final Map<Transfer, ProgressBar> bars = new HashMap<>();

	BarDisplay(PrintStream out) {
		this.text = new RunText(out);
	}

	@Override
	public synchronized void progress(Collection<Transfer> transfers) {
		for (Transfer transfer : transfers) {
			this.bars.computeIfAbsent(transfer, BarDisplay::bar).stepTo(transfer.bytes());
		}
	}

	private static ProgressBar bar(Transfer transfer) {
		return new ProgressBarBuilder().setTaskName(Amounts.printable(transfer.file().getFileName()))
			.setInitialMax(transfer.size())
			.setUnit(" MiB", 1 << 20)
			.setStyle(ProgressBarStyle.ASCII)
			.setUpdateIntervalMillis(REFRESH_MILLIS)
			.showSpeed()
			.build();
	}

	@Override
	public synchronized void ended(UploadOutcome outcome) {
		this.bars.entrySet().removeIf((bar) -> {
			boolean same = bar.getKey().file().equals(outcome.file());
			if (same) {
				bar.getValue().stepTo(bar.getKey().bytes());
				bar.getValue().close();
			}
			return same;
		});
		this.text.ended(outcome);
	}

	@Override
	public void planned(DryRunLine line) {
		this.text.planned(line);
	}

	@Override
	public void summary(RunPlan plan, List<UploadOutcome> outcomes, long bytesSent, Duration took) {
		this.text.summary(plan, outcomes, bytesSent, took);
	}

	@Override
	public synchronized void close() {
		this.bars.values().forEach(ProgressBar::close);
		this.bars.clear();
	}

}
