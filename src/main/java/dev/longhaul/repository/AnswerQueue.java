package dev.longhaul.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

	private static final int PATIENCE_SECONDS = 30;

	private final OutputStream body;

	private final ExecutorService writer = Executors.newSingleThreadExecutor(new DaemonThreads("answer"));

	private volatile boolean gone;

	AnswerQueue(OutputStream body) {
		this.body = body;
	}

	void add(OwnerAnswer answer) {
		if (!this.gone) {
			this.writer.execute(() -> write(answer));
		}
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
				this.gone = true;
				this.writer.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
