package dev.longhaul.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.longhaul.cluster.RangeEvent.Result;
import dev.longhaul.job.RangeOffer;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.machine.Pause;
import dev.longhaul.machine.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.messaging.Message;

/**
 * Takes ranges from the queue and sends them, several at once, until it is stopped. A
 * range is on loan while it is sent: whatever becomes of this process, another worker
 * gets it and goes on behind the last checkpoint.
 */
public final class Worker {

	private static final Logger log = LoggerFactory.getLogger(Worker.class);

	/**
	 * A mount or a definition is not put right within seconds, and while one range of an
	 * upload fails here, the others would come back at once.
	 */
	private static final Duration REFUSED_FOR = Duration.ofSeconds(15);

	/** At most; when the file system answers, it is looked again as after a refusal. */
	private static final Duration HUNG_FOR = Duration.ofDays(1);

	/**
	 * One at a time looks for work: idle workers cost the server one question a second.
	 */
	private final Semaphore looking = new Semaphore(1);

	private final RangeQueue queue;

	private final RangeSender sender;

	private final NodeRegistry nodes;

	private final StopSwitch stop;

	private final LoanWatch watch;

	private final int slots;

	/**
	 * A worker.
	 * @param slots so many ranges at once
	 */
	public Worker(RangeQueue queue, RangeSender sender, NodeRegistry nodes, StopSwitch stop, LoanWatch watch,
			int slots) {
		this.queue = queue;
		this.sender = sender;
		this.nodes = nodes;
		this.stop = stop;
		this.watch = watch;
		this.slots = slots;
	}

	/**
	 * Works until it is stopped, and what is in flight has ended or does not answer
	 * though it was cut.
	 * @param onEvent told what became of each range, by any thread, one at a time
	 */
	public void work(Consumer<RangeEvent> onEvent) {
		WorkerNews news = new WorkerNews(this.nodes, onEvent, System::nanoTime);
		ExecutorService threads = Executors.newFixedThreadPool(this.slots);
		this.watch.begin();
		try {
			List<CompletableFuture<Void>> all = IntStream.range(0, this.slots)
				.mapToObj((slot) -> CompletableFuture.runAsync(() -> takeRanges(news), threads))
				.toList();
			if (!this.stop.hasEnded(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))) {
				log.warn("a range is left for another worker, for what is in flight does not end");
			}
		}
		finally {
			threads.shutdown();
			this.watch.close();
		}
	}

	/**
	 * Before the work.
	 * @throws OtherVersion if this worker cannot work for the managers there are
	 */
	public void requireSameVersion() {
		this.nodes.living().foreignManagers().stream().findFirst().ifPresent((manager) -> {
			throw new OtherVersion(manager, Version.own());
		});
	}

	private void takeRanges(WorkerNews news) {
		while (!this.stop.isStopping()) {
			try {
				takeOneOrTellWhyNot(news);
			}
			catch (OptimisticLockingFailureException ex) {
				Pause.of(RangeLedger.BETWEEN_LOOKS); // that it was lost is told
			}
			catch (RuntimeException ex) {
				// mostly of the repository; a thread that ended here would be missing
				log.warn("a range is left for another worker: {}", why(ex));
				log.debug("a range was not sent", ex);
				Pause.of(RangeLedger.BETWEEN_LOOKS);
			}
			catch (Error ex) {
				// so would a thread for which memory ran out
				log.error("a range is left for another worker: {}", String.valueOf(ex), ex);
				Pause.of(RangeLedger.BETWEEN_LOOKS);
			}
		}
	}

	/**
	 * The first line of the deepest cause that has words: an end of a stream has none.
	 */
	private static String why(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.flatMap((cause) -> Stream.ofNullable(cause.getMessage()))
			.reduce((above, below) -> below)
			.flatMap((words) -> words.lines().findFirst())
			.orElseGet(failure::toString);
	}

	private void takeOneOrTellWhyNot(WorkerNews news) {
		try {
			takeOne(news);
		}
		catch (RangeGivenBack ex) {
			news.tell(ex);
		}
		catch (RuntimeException ex) {
			// what is left of a loan that was given up cannot be ended in order
			if (!news.isHung()) {
				throw ex;
			}
		}
		finally {
			news.goesOn();
		}
	}

	private void takeOne(WorkerNews news) {
		Look look = new Look(this.looking);
		try {
			boolean stopped = this.stop.isStopping(); // while it waited for its look
			if (!stopped && !isOneTaken(look, news)) {
				// the others wait for this one's look, and a server that ends meanwhile
				// finds no transaction to break
				Pause.of(RangeLedger.BETWEEN_LOOKS);
			}
		}
		finally {
			look.end();
		}
	}

	private boolean isOneTaken(Look look, WorkerNews news) {
		return Boolean.TRUE.equals(this.queue.loans().execute((loan) -> {
			Message<?> message = this.queue.offers().receive(0);
			if (message == null) {
				return false;
			}
			look.end();
			try {
				deal(message, news);
			}
			catch (RuntimeException ex) {
				if (!news.isHung()) {
					throw ex;
				}
				log.debug("what became of a range whose loan was given up", ex);
				loan.setRollbackOnly();
			}
			return true;
		}));
	}

	private void deal(Message<?> message, WorkerNews news) {
		Duration pass = REFUSED_FOR;
		try {
			StepExecutionRequest request = (StepExecutionRequest) message.getPayload();
			String destination = String.valueOf(message.getHeaders().get(RemoteRanges.DESTINATION));
			this.sender.offer(request).ifPresent((offer) -> news.tell(send(message, offer, destination, news)));
			pass = Duration.ZERO;
		}
		catch (OptimisticLockingFailureException ex) {
			// whether it is still to be sent is seen at the next look
			pass = Duration.ZERO;
			throw ex;
		}
		finally {
			this.queue.pass(message, pass);
		}
	}

	private RangeEvent send(Message<?> request, RangeOffer offer, String destination, WorkerNews news) {
		Thread sending = Thread.currentThread();
		this.nodes.begin(offer.upload());
		try (RangeQueue.Loan kept = this.queue.keep(offer.identity().claim());
				LoanWatch.Watched watched = this.watch.watch((why) -> {
					RangeEvent event = RangeSender.event(Result.GIVEN_BACK, offer, why);
					news.hangs(sending, event);
					// before: another thread of this worker would hang at it too
					this.queue.pass(request, HUNG_FOR);
					kept.giveUp();
					this.nodes.end(offer.upload());
					news.tell(event);
				})) {
			return this.sender.send(offer, destination);
		}
		catch (OptimisticLockingFailureException ex) {
			news.lost(offer);
			throw ex;
		}
		finally {
			if (!news.isHung()) {
				this.nodes.end(offer.upload());
			}
		}
	}

	/** The right to look for work, given on when there is some. */
	private static final class Look {

		private final Semaphore right;

		private boolean ended;

		Look(Semaphore right) {
			this.right = right;
			right.acquireUninterruptibly();
		}

		void end() {
			if (!this.ended) {
				this.ended = true;
				this.right.release();
			}
		}

	}

}
