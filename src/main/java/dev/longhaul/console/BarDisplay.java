package dev.longhaul.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.longhaul.upload.Transfer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/**
 * For a terminal: one bar over all files of the run, on stderr, below the lines of the
 * files that have ended.
 */
final class BarDisplay extends RunText {

	private static final int REFRESH_MILLIS = 250;

	private final PrintStream terminal;

	private final BottomLine line;

	private final Set<Transfer> seen = new LinkedHashSet<>();

	private final LongSupplier nanoTime;

	private @Nullable ProgressBar bar;

	private long opened;

	/** Bytes a second that this run has sent since the bar is there. */
	private volatile long rate;

	/**
	 * A display.
	 * @param terminal the process's stderr
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	BarDisplay(PrintStream out, PrintStream terminal, LongSupplier nanoTime) {
		this(out, terminal, new BottomLine(terminal), nanoTime);
	}

	private BarDisplay(PrintStream out, PrintStream terminal, BottomLine line, LongSupplier nanoTime) {
		super(line.above(out));
		this.line = line;
		this.terminal = terminal;
		this.nanoTime = nanoTime;
	}

	@Override
	public synchronized void progress(Collection<Transfer> transfers) {
		this.seen.addAll(transfers);
		if (transfers.isEmpty() || total() == 0) {
			return;
		}
		ProgressBar shown = (this.bar != null) ? this.bar : open();
		this.bar = shown;
		long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(this.nanoTime.getAsLong() - this.opened));
		this.rate = this.seen.stream().mapToLong(Transfer::moved).sum() * 1000 / millis;
		shown.setExtraMessage(" %s %s".formatted(Amounts.rate(this.rate), what(transfers)));
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
		this.opened = this.nanoTime.getAsLong();
		// the log and notices write to stderr, and know nothing of a bar
		System.setErr(this.line.above(this.terminal));
		return new ProgressBarBuilder().setConsumer(this.line)
			.setUnit(" MiB", 1 << 20)
			.setStyle(ProgressBarStyle.ASCII)
			.setUpdateIntervalMillis(REFRESH_MILLIS)
			// rate and time to go change also while no byte goes up
			.continuousUpdate()
			.setEtaFunction(this::toGo)
			.build();
	}

	/** The library's own speed would count what earlier runs have sent. */
	private Optional<Duration> toGo(ProgressState state) {
		long bytesASecond = this.rate;
		return (bytesASecond > 0)
				? Optional.of(Duration.ofSeconds((state.getMax() - state.getCurrent()) / bytesASecond))
				: Optional.empty();
	}

	@Override
	public synchronized void close() {
		if (this.bar != null) {
			this.bar.close();
			this.bar = null;
			System.setErr(this.terminal);
		}
		super.close();
	}

}
