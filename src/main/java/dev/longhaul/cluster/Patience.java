package dev.longhaul.cluster;

import java.nio.file.Path;
import java.util.Map;

import dev.longhaul.cluster.RemoteRanges.Cluster;
import dev.longhaul.job.RemoteUpload;
import dev.longhaul.machine.Version;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.FailedElsewhere;
import dev.longhaul.upload.UploadFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long one upload waits for workers. A run that nobody works for must not hang until
 * the next night.
 */
final class Patience {

	private static final Logger log = LoggerFactory.getLogger(Patience.class);

	/**
	 * A fifth more: workers are without work for a moment between two ranges, and one
	 * that another has just given back has yet to be taken.
	 */
	private static final int HESITATION = 5;

	/**
	 * A tenth is long enough to be at a part: a worker that cannot send takes a range and
	 * gives it back within seconds, again and again.
	 */
	private static final int VISIT = 10;

	/** A fortieth: 15 s of ten minutes, in which each worker has looked. */
	private static final int SOON = 40;

	private final Cluster cluster;

	/** Since it moved last. */
	private final Refusals refusals = new Refusals();

	/** When, by {@link System#nanoTime()}: a clock that is set must not end a run. */
	private long moved = System.nanoTime();

	private final Arrivals arrivals;

	/** What was seen some time ago, and when. */
	private RangeLedger.Page before = new RangeLedger.Page(Map.of());

	private long looked = System.nanoTime();

	private boolean told;

	private boolean toldOfRefusals;

	private @Nullable QueueUnusable away;

	/** Since when nobody moves and none is known to be at work elsewhere. */
	private @Nullable Long stuck;

	Patience(Cluster cluster) {
		this.cluster = cluster;
		this.arrivals = new Arrivals(cluster);
		cluster.nodes()
			.living()
			.strangers()
			.forEach((stranger) -> log.warn("{} and is not given ranges by this one, which is Longhaul {}; install the "
					+ "same version on both", stranger, Version.own()));
	}

	void queueIsThere() {
		if (this.away != null) {
			this.away = null;
			moved(System.nanoTime()); // workers ended, and have to come back
			log.warn("the message broker answers again");
		}
	}

	/** Waits for the queue, unless a person has to do something. */
	void requireQueue(QueueUnusable reason) {
		if (reason.needsPerson()) {
			throw new FailedElsewhere(new UploadFailure(Cure.PERSON, String.valueOf(reason.getMessage())));
		}
		if (this.away == null) {
			log.warn("{}; the run goes on when it is there again", reason.getMessage());
		}
		this.away = reason;
	}

	/** Looks whether anybody does or did something in time. */
	void requireProgress(RangeLedger.Page page, RemoteUpload upload) {
		long now = System.nanoTime();
		boolean arrives = this.arrivals.haveGrown(page, now);
		this.arrivals.warnOfStandstill(page, upload, now);
		boolean workersUp = this.cluster.nodes().workers().count() > 0;
		if (arrives || isAtWork(page, upload, now)) {
			moved(now);
			return;
		}
		if (!workersUp && this.away == null && !this.told) {
			this.told = true;
			log.warn("no worker is up; start 'longhaul worker' on machines that see {}", upload.file());
		}
		hearRefusals(page, upload, now);
		if (now - this.moved > this.cluster.patience().toNanos()) {
			throwUnlessBusy(upload.file(), now);
		}
	}

	/** Told once for an upload: one that is at work may be able to. */
	private void hearRefusals(RangeLedger.Page page, RemoteUpload upload, long now) {
		if (now - this.moved <= this.cluster.patience().dividedBy(SOON).toNanos()) {
			return;
		}
		this.refusals.hear(this.cluster.nodes().living().refusals(upload.number()));
		if (!this.toldOfRefusals && !page.isAnyoneAtWork() && !this.refusals.isEmpty()) {
			this.toldOfRefusals = true;
			log.warn("no worker can send {} so far: {}; waiting for one that can, {} s at most", upload.file(),
					this.refusals, this.cluster.patience().toSeconds());
		}
	}

	/**
	 * A killed worker may have left a range as if somebody were at it, a broker may have
	 * lost its request, and one that did not reach the store is at a range again.
	 */
	private boolean isAtWork(RangeLedger.Page page, RemoteUpload upload, long now) {
		if (now - this.looked <= this.cluster.patience().dividedBy(VISIT).toNanos()) {
			return false;
		}
		boolean same = page.isAtWorkSince(this.before);
		this.before = page;
		this.looked = now;
		return same && this.cluster.nodes().living().isAnyWorkerGettingOn(upload.number());
	}

	private void throwUnlessBusy(Path file, long now) {
		long seconds = this.cluster.patience().toSeconds();
		QueueUnusable reason = this.away;
		if (reason != null) {
			throw failure("%s, for %d s now; parts that have arrived stay, run again".formatted(reason.getMessage(),
					seconds));
		}
		if (this.cluster.nodes().countWorkers().count() == 0) {
			throw failure("no worker was up for %d s; start 'longhaul worker' on machines that see %s, then run again"
				.formatted(seconds, file));
		}
		if (this.refusals.isEmpty() && this.cluster.nodes().living().isAnyWorkerBusy()) {
			moved(now); // with others' ranges
			return;
		}
		this.stuck = (this.stuck != null) ? this.stuck : now;
		if (now - this.stuck <= this.cluster.patience().dividedBy(HESITATION).toNanos()) {
			return;
		}
		if (!this.refusals.isEmpty()) {
			throw failure("no worker can send %s, for %d s now: %s; parts that have arrived stay, run again"
				.formatted(file, seconds, this.refusals));
		}
		throw failure(("workers are up and without work, and none has taken a range of %s for %d s: the queue has "
				+ "lost the requests; parts that have arrived stay, run again")
			.formatted(file, seconds));
	}

	private void moved(long now) {
		this.moved = now;
		this.stuck = null;
		this.refusals.forget();
	}

	private static FailedElsewhere failure(String sentence) {
		return new FailedElsewhere(new UploadFailure(Cure.RERUN, sentence));
	}

}
