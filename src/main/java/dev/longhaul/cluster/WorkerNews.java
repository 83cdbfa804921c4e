package dev.longhaul.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import dev.longhaul.cluster.RangeEvent.Result;
import dev.longhaul.job.RangeOffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is told of a worker's ranges: each one when it has ended, and to all machines what
 * cannot be sent here. Knows which threads hang at their files.
 */
final class WorkerNews {

	private static final Logger log = LoggerFactory.getLogger(WorkerNews.class);

	private final NodeRegistry nodes;

	private final Consumer<RangeEvent> onEvent;

	private final Troubles troubles;

	/** Those whose loan was given up, with what is said of it. */
	private final Map<Thread, RangeEvent> hung = new ConcurrentHashMap<>();

	/** The run of an upload of which that was told last. */
	private long lost = -1;

	/**
	 * None yet.
	 * @param onEvent told of each range, by any thread, one at a time
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	WorkerNews(NodeRegistry nodes, Consumer<RangeEvent> onEvent, LongSupplier nanoTime) {
		this.nodes = nodes;
		this.onEvent = onEvent;
		this.troubles = new Troubles(nanoTime);
		nodes.says(this::words);
	}

	synchronized void tell(RangeEvent event) {
		if (event.result() == Result.SENT) {
			this.troubles.over(event.upload());
			this.onEvent.accept(event);
		}
		else {
			this.onEvent.accept(this.troubles.met(event));
		}
		this.nodes.beat();
	}

	/** Only what this worker has trouble with is for all machines. */
	synchronized void tell(RangeGivenBack range) {
		RangeEvent event = RangeSender.event(Result.GIVEN_BACK, range.offer(), String.valueOf(range.getMessage()));
		if (range.isRefused()) {
			tell(event);
		}
		else {
			this.onEvent.accept(event);
		}
	}

	/** Told once for a run of an upload: a manager closes all its ranges together. */
	synchronized void lost(RangeOffer offer) {
		if (offer.execution() != this.lost) {
			this.lost = offer.execution();
			log.info("ranges of {} were taken over by another worker, or closed by their run; what was sent of them "
					+ "meanwhile is not written down", offer.identity().path());
		}
	}

	/** Notes that a thread hangs; it is told when its range is given back. */
	void hangs(Thread thread, RangeEvent givenBack) {
		this.hung.put(thread, givenBack);
	}

	/** Whether this thread hung. */
	boolean isHung() {
		return this.hung.containsKey(Thread.currentThread());
	}

	/** This thread goes on, whether it hung or not. */
	void goesOn() {
		RangeEvent range = this.hung.remove(Thread.currentThread());
		if (range != null) {
			log.warn("the file system answers again, and this worker takes one range more at once");
			over(range.upload());
		}
	}

	private synchronized void over(long upload) {
		this.troubles.over(upload);
		this.nodes.beat();
	}

	/**
	 * What cannot be sent here now. Does not wait for who is being told: this process
	 * must not seem dead because nobody reads its output.
	 */
	private NodeWords words() {
		return NodeWords.of(Stream.concat(this.hung.values().stream(), this.troubles.all().stream()).toList());
	}

}
