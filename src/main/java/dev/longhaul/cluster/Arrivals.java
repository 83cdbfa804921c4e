package dev.longhaul.cluster;

import java.util.List;
import java.util.stream.Collectors;

import dev.longhaul.cluster.RemoteRanges.Cluster;
import dev.longhaul.job.RemoteUpload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether parts of one upload arrive: that a worker is busy does not say that it gets on.
 */
final class Arrivals {

	private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

	private static final int MOST_NAMED = 5;

	private final Cluster cluster;

	private long parts = -1;

	/** When the last ones did, by {@link System#nanoTime()}. */
	private long last = System.nanoTime();

	private boolean told;

	private boolean toldOfOthers;

	Arrivals(Cluster cluster) {
		this.cluster = cluster;
	}

	/** Whether there are more than at the last look. */
	boolean haveGrown(RangeLedger.Page page, long now) {
		boolean more = page.arrived() != this.parts;
		if (more) {
			this.parts = page.arrived();
			this.last = now;
		}
		return more;
	}

	/**
	 * Tells once where there are none for long: each may take longer on a slow line.
	 */
	void warnOfStandstill(RangeLedger.Page page, RemoteUpload upload, long now) {
		if (this.told || now - this.last <= this.cluster.patience().toNanos()) {
			return;
		}
		List<String> workers = this.cluster.nodes().living().workersAt(upload.number());
		if (workers.isEmpty()) {
			warnOfOthers(upload);
			return;
		}
		this.told = true;
		boolean several = workers.size() > 1;
		log.warn("nothing of {} has arrived for {} s, though {} at work on it: {}; see 'longhaul nodes' and {}",
				upload.file(), this.cluster.patience().toSeconds(),
				String.join(", ", workers) + (several ? " are" : " is"), named(page.inHand()),
				several ? "their logs" : "its log");
	}

	/**
	 * A lost request cannot be told from one whose turn has not come: a second request
	 * for its range could take it from the worker that has the first.
	 */
	private void warnOfOthers(RemoteUpload upload) {
		if (!this.toldOfOthers && this.cluster.nodes().living().isAnyWorkerBusy()) {
			this.toldOfOthers = true;
			log.warn(
					"nothing of {} has arrived for {} s, and no worker is at it: those that are up are at other files. "
							+ "The run waits for them; if they get on with those and never take this one, its requests are lost: "
							+ "stop the run, then run again",
					upload.file(), this.cluster.patience().toSeconds());
		}
	}

	private static String named(List<Integer> firsts) {
		String parts = firsts.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
		return (firsts.size() == 1) ? "the range from part " + parts
				: "the ranges from parts " + parts + ((firsts.size() > MOST_NAMED) ? " and more" : "");
	}

}
