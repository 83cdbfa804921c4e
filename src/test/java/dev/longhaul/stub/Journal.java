package dev.longhaul.stub;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Which requests came, and what came of them.
 */
final class Journal {

	private final Map<Long, RecordedRequest> ended = new TreeMap<>();

	private final Map<Op, Integer> arrivals = new EnumMap<>(Op.class);

	private long sequence;

	synchronized Entry arrived(RequestTarget target) {
		this.arrivals.merge(target.op(), 1, Integer::sum);
		this.sequence++;
		notifyAll();
		return new Entry(this, this.sequence, target);
	}

	synchronized List<RecordedRequest> requests() {
		return List.copyOf(this.ended.values());
	}

	void awaitArrivals(Op op, int count, Duration timeout) {
		await("arrived", op, count, timeout, (journal) -> journal.arrivals.getOrDefault(op, 0));
	}

	void awaitEnds(Op op, int count, Duration timeout) {
		await("ended", op, count, timeout,
				(journal) -> (int) journal.ended.values().stream().filter((request) -> request.op() == op).count());
	}

	private synchronized void await(String what, Op op, int count, Duration timeout, ToIntFunction<Journal> counter) {
		long deadline = System.nanoTime() + timeout.toNanos();
		try {
			while (counter.applyAsInt(this) < count) {
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					throw new AssertionError("Within %s only %d of %d %s requests have %s".formatted(timeout,
							counter.applyAsInt(this), count, op, what));
				}
				TimeUnit.NANOSECONDS.timedWait(this, left + TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting for " + count + " " + op, ex);
		}
	}

	private synchronized void end(RecordedRequest request) {
		this.ended.put(request.sequence(), request);
		notifyAll();
	}

	/**
	 * One request's place in the journal.
	 */
	record Entry(Journal journal, long sequence, RequestTarget target) {

		/**
		 * Before the answer is sent, so that a client which has it finds the request
		 * here.
		 */
		void end(Map<String, String> headers, long bytesReceived, int status) {
			this.journal
				.end(new RecordedRequest(this.sequence, this.target.op(), this.target.bucket(), this.target.key(),
						this.target.uploadId(), this.target.partNumber(), bytesReceived, status, Map.copyOf(headers)));
		}

	}

}
