package dev.longhaul.console;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.longhaul.launch.UploadOutcome;
import dev.longhaul.upload.Transfer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * For a terminal: one bar over all files of the run, on stderr, below the lines of the
 * files that have ended.
 */
final class BarDisplay implements RunDisplay {

	private static final int REFRESH_MILLIS = 250;

	private static final String CLEAR_LINE = "\r\u001b[K";

	private final RunText text;

	private final PrintStream terminal;

	private final Set<Transfer> seen = new LinkedHashSet<>();

	private @Nullable ProgressBar bar;

	BarDisplay(PrintStream out, PrintStream terminal) {
		this.text = new RunText(out);
		this.terminal = terminal;
	}

	@Override
	public synchronized void progress(Collection<Transfer> transfers) {
		this.seen.addAll(transfers);
		if (transfers.isEmpty() || total() == 0) {
			return;
		}
		ProgressBar shown = (this.bar != null) ? this.bar : open();
		this.bar = shown;
		shown.setExtraMessage(" " + what(transfers));
		shown.maxHint(total());
		shown.stepTo(this.seen.stream().mapToLong(Transfer::bytes).sum());
	}

	private static String what(Collection<Transfer> transfers) {
		int toHash = transfers.stream().mapToInt(Transfer::toHash).sum();
		String files = (transfers.size() == 1) ? Amounts.printable(transfers.iterator().next().file().getFileName())
				: Amounts.count(transfers.size(), "file");
		return (toHash > 0) ? "%s, %s to compare with the store".formatted(files, Amounts.count(toHash, "part"))
				: files;
	}

	private long total() {
		return this.seen.stream().mapToLong(Transfer::size).sum();
	}

	private ProgressBar open() {
		return new ProgressBarBuilder().setConsumer(new ConsoleProgressBarConsumer(this.terminal))
			.setUnit(" MiB", 1 << 20)
			.setStyle(ProgressBarStyle.ASCII)
			.setUpdateIntervalMillis(REFRESH_MILLIS)
			.showSpeed()
			.build();
	}

	@Override
	public synchronized void ended(UploadOutcome outcome) {
		this.terminal.print(CLEAR_LINE);
		this.terminal.flush();
		this.text.ended(outcome);
	}

	@Override
	public void planned(DryRunLine line) {
		this.text.planned(line);
	}

	@Override
	public void planned(PlanSummary summary) {
		this.text.planned(summary);
	}

	@Override
	public void summary(RunSummary summary) {
		close();
		this.text.summary(summary);
	}

	@Override
	public void briefSummary(RunSummary summary) {
		close();
		this.text.briefSummary(summary);
	}

	@Override
	public synchronized void close() {
		if (this.bar != null) {
			this.bar.close();
			this.bar = null;
		}
		this.text.others();
	}

}
