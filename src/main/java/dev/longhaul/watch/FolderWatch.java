package dev.longhaul.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.longhaul.machine.DaemonThreads;
import dev.longhaul.report.FolderHealth;
import dev.longhaul.upload.UploadFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one folder at intervals, by a thread of its own: one that hangs on a network
 * mount holds up no other.
 */
final class FolderWatch implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final WatchedFolder folder;

	private final Clock clock;

	private final ScheduledExecutorService thread;

	private volatile LookTimes times = LookTimes.NONE;

	private boolean saidToHang;

	private FolderWatch(WatchedFolder folder, Clock clock) {
		this.folder = folder;
		this.clock = clock;
		this.thread = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("watch-" + folder.name()));
	}

	/** Looks for the first time at once. */
	static FolderWatch start(WatchedFolder folder, Duration interval, Clock clock) {
		FolderWatch watch = new FolderWatch(folder, clock);
		var unused = watch.thread.scheduleWithFixedDelay(watch::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
		return watch;
	}

	private void look() {
		this.times = this.times.begun(this.clock.instant());
		try {
			this.folder.look();
		}
		catch (RuntimeException ex) {
			if (this.thread.isShutdown()) {
				return; // the repository was closed under this look
			}
			log.error("{}: a look failed, the next one follows: {}", this.folder.name(), ex.getMessage(), ex);
		}
		catch (Error ex) {
			// nobody reads the Future: after an error that leaves here no look would
			// follow
			log.error("{}: a look failed, the next one follows: {}", this.folder.name(), UploadFailure.of(ex).message(),
					ex);
		}
		this.times = this.times.ended(this.clock.instant());
	}

	/** How it stands; says when it hangs, and when it does not any more. */
	FolderHealth health() {
		LookTimes now = this.times;
		boolean hangs = now.hangs(this.clock.instant(), PATIENCE);
		if (hangs != this.saidToHang) {
			log.warn(hangs ? "{}: its folder has not answered since {}; the other definitions go on"
					: "{}: its folder answers again", this.folder.name(), now.since());
			this.saidToHang = hangs;
		}
		return this.folder.health(now);
	}

	/** Looks no more; uploads under way go on. */
	@Override
	public void close() {
		this.folder.close();
		this.thread.shutdownNow();
	}

}
