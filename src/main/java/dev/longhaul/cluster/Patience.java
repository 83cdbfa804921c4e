package dev.longhaul.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.longhaul.cluster.RemoteRanges.Cluster;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.FailedElsewhere;
import dev.longhaul.upload.UploadFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long one upload waits for workers. A run that nobody works for must not hang until
 * the next night.
 */
final class Patience {

	private static final Logger log = LoggerFactory.getLogger(Patience.class);

	private final Cluster cluster;

	private Instant moved;

	private long versions = -1;

	private boolean told;

	Patience(Cluster cluster) {
		this.cluster = cluster;
		this.moved = cluster.clock().instant();
		cluster.nodes()
			.strangers()
			.forEach((stranger) -> log.warn("{} and is not given ranges by this one, which is Longhaul {}; install the "
					+ "same version on both", stranger, Version.own()));
	}

	/** Looks whether anybody does or did something in time. */
	void requireProgress(RangeLedger.Page page, Path file) {
		Instant now = this.cluster.clock().instant();
		boolean workersUp = this.cluster.nodes().workers().count() > 0;
		if (page.versions() != this.versions || (workersUp && page.isAnyoneAtWork())) {
			this.versions = page.versions();
			this.moved = now;
			return;
		}
		if (!workersUp && !this.told) {
			this.told = true;
			log.warn("no worker is up; start 'longhaul worker' on machines that see {}", file);
		}
		Duration waited = Duration.between(this.moved, now);
		if (waited.compareTo(this.cluster.patience()) <= 0) {
			return;
		}
		long seconds = this.cluster.patience().toSeconds();
		if (!workersUp) {
			throw new FailedElsewhere(new UploadFailure(Cure.RERUN,
					"no worker was up for %d s; start 'longhaul worker' on machines that see %s, then run again"
						.formatted(seconds, file)));
		}
		List<String> refusals = this.cluster.nodes()
			.words()
			.stream()
			.filter((word) -> word.contains(file.toString()))
			.toList();
		if (!refusals.isEmpty()) {
			throw new FailedElsewhere(new UploadFailure(Cure.RERUN,
					"no worker can send %s, for %d s now: %s; parts that have arrived stay, run again".formatted(file,
							seconds, String.join("; ", refusals))));
		}
		this.moved = now; // all are busy with others' ranges
	}

}
