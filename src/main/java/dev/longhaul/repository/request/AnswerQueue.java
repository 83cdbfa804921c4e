package dev.longhaul.repository.request;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.longhaul.machine.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the lines of an answer by a thread of its own: who asks and does not read must
 * not hold up the uploads.
 */
final class AnswerQueue implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(AnswerQueue.class);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Lines that may wait: those of a run with their receipts take about 15 MiB. */
	private static final int MOST_WAITING = 10_000;

	/** For room. A run of files that are there already tells of them in one go. */
	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final int PATIENCE_SECONDS = 30;

	private final OutputStream body;

	private final BlockingQueue<Runnable> waiting;

	private final Duration moment;

	private final ExecutorService writer;

	private volatile boolean gone;

	AnswerQueue(OutputStream body) {
		this(body, MOST_WAITING, MOMENT);
	}

	/**
	 * A queue with a room of its own.
	 * @param moment a line waits for room, if there is none; then who asked has gone
	 */
	AnswerQueue(OutputStream body, int mostWaiting, Duration moment) {
		this.body = body;
		this.waiting = new LinkedBlockingQueue<>(mostWaiting);
		this.moment = moment;
		this.writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, this.waiting, new DaemonThreads("answer"),
				(line, full) -> awaitRoom(line));
	}

	synchronized void add(OwnerAnswer answer) {
		if (!this.gone) {
			this.writer.execute(() -> write(answer));
		}
	}

	private void awaitRoom(Runnable line) {
		try {
			if (!this.waiting.offer(line, this.moment.toMillis(), TimeUnit.MILLISECONDS)) {
				log.warn(
						"another process does not read its answer: {} lines wait, so it is told no more; what it asked "
								+ "for goes on",
						this.waiting.size());
				leave();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			leave();
		}
	}

	/** Drops what waits, and ends the line that is being written. */
	private void leave() {
		this.gone = true;
		this.writer.shutdownNow();
	}

	private void write(OwnerAnswer answer) {
		try {
			this.body.write((JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
			this.body.flush();
		}
		catch (IOException ex) {
			this.gone = true;
			log.debug("nobody listens any more", ex);
		}
	}

	/** What is not read within a while is dropped. */
	@Override
	public void close() {
		this.writer.shutdown();
		try {
			if (!this.writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				leave();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
