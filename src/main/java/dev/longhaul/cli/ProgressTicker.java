package dev.longhaul.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.longhaul.console.RunDisplay;
import dev.longhaul.machine.DaemonThreads;
import dev.longhaul.upload.Tally;

/**
 * Shows the transfers some times a second.
 */
final class ProgressTicker implements AutoCloseable {

	private static final int MILLIS = 200;

	private final ScheduledExecutorService timer;

	private ProgressTicker(ScheduledExecutorService timer) {
		this.timer = timer;
	}

	static ProgressTicker start(RunDisplay display, Tally tally) {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("progress"));
		// a display that fails is not shown any more; the uploads go on
		var unused = timer.scheduleWithFixedDelay(() -> display.progress(tally.active()), MILLIS, MILLIS,
				TimeUnit.MILLISECONDS);
		return new ProgressTicker(timer);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
