package dev.longhaul.repository.request;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import dev.longhaul.Logged;
import dev.longhaul.OwnThread;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines that wait for who has asked.
 */
@Timeout(60)
class AnswerQueueTest {

	/** More than there is room for, in the pipe too. */
	private static final int LINES = 1_000;

	private static final int ROOM = 10;

	@AutoClose
	private final Logged log = Logged.by(AnswerQueue.class);

	private final PipedOutputStream body = new PipedOutputStream();

	@AutoClose
	private final PipedInputStream asker;

	AnswerQueueTest() throws IOException {
		this.asker = new PipedInputStream(this.body);
	}

	@Test
	void who_asks_and_does_not_read_is_left_once_too_many_lines_wait_and_that_is_said_once() {
		try (AnswerQueue answers = new AnswerQueue(this.body, ROOM, Duration.ofMillis(10))) {
			addAll(answers);
		}

		assertThat(this.log.events()).filteredOn((event) -> event.getLevel() == Level.WARN)
			.hasSize(1)
			.first()
			.asString()
			.contains("does not read its answer: 10 lines wait", "what it asked for goes on");
	}

	@Test
	void who_reads_more_slowly_than_there_is_to_tell_misses_nothing() {
		CompletableFuture<List<String>> read = OwnThread.supply(this::readAll);

		try (AnswerQueue answers = new AnswerQueue(this.body, ROOM, Duration.ofDays(1))) {
			addAll(answers);
		}

		assertThat(read.join()).hasSize(LINES);
		assertThat(this.log.messages()).isEmpty();
	}

	private static void addAll(AnswerQueue answers) {
		for (int i = 0; i < LINES; i++) {
			answers.add(new OwnerAnswer("line " + i, null, null));
		}
	}

	private List<String> readAll() {
		return new BufferedReader(new InputStreamReader(this.asker, StandardCharsets.UTF_8)).lines()
			.limit(LINES)
			.toList();
	}

}
