package dev.longhaul.cluster;

import java.util.HashMap;
import java.util.Map;

import dev.longhaul.job.RangeOffer;
import dev.longhaul.upload.TransferMonitor;

/**
 * Lets those who watch see an upload while this worker has ranges of it.
 */
final class Transfers {

	/** Guarded by itself. */
	private final Map<Long, Integer> shares = new HashMap<>();

	private final TransferMonitor monitor;

	Transfers(TransferMonitor monitor) {
		this.monitor = monitor;
	}

	/** Opens the upload's transfer with the first of its ranges. */
	Share share(RangeOffer offer) {
		long execution = offer.execution();
		synchronized (this.shares) {
			if (this.shares.merge(execution, 1, Integer::sum) == 1) {
				this.monitor.begin(execution, offer.identity());
			}
		}
		return () -> leave(execution);
	}

	private void leave(long execution) {
		synchronized (this.shares) {
			if (this.shares.merge(execution, -1, Integer::sum) == 0) {
				this.shares.remove(execution);
				this.monitor.end(execution);
			}
		}
	}

	/** The part of one range in it. */
	@FunctionalInterface
	interface Share extends AutoCloseable {

		@Override
		void close();

	}

}
