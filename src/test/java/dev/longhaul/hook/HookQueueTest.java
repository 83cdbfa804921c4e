package dev.longhaul.hook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.longhaul.definition.HookSettings.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that come faster than the hooks take them.
 */
@Timeout(120)
class HookQueueTest {

	private static final Logger QUEUE = (Logger) LoggerFactory.getLogger(HookQueue.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final CountDownLatch called = new CountDownLatch(1);

	private final Semaphore answers = new Semaphore(0);

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final HookQueue queue = new HookQueue("vault",
			Map.of(Event.AFTER_UPLOAD, List.of(this::take), Event.AFTER_RUN, List.of(this::take)), 4);

	@BeforeEach
	void listen() {
		this.log.start();
		QUEUE.addAppender(this.log);
	}

	@AfterEach
	void close() {
		QUEUE.detachAppender(this.log);
		this.answers.release(1000);
	}

	@Test
	void those_beyond_the_room_are_dropped_counted_and_said_once() throws InterruptedException {
		upload("0");
		this.called.await();
		for (int i = 1; i <= 7; i++) {
			upload(String.valueOf(i));
		}
		assertThat(this.queue.failed()).isEqualTo(3);
		assertThat(said()).containsExactly("vault: 4 calls of its hooks wait, more of them are dropped and counted");

		this.answers.release(1);
		Awaitility.await().until(() -> this.told.size() == 2);
		upload("8");
		upload("9");
		assertThat(this.queue.failed()).isEqualTo(4);
		assertThat(said()).hasSize(1);

		this.answers.release(5);
		Awaitility.await().until(() -> this.told.size() == 6);
		upload("10");
		assertThat(said()).hasSize(2)
			.last()
			.isEqualTo("vault: 4 calls of its hooks were dropped, for too many waited; "
					+ "longhaul history says what became of the files");
		this.answers.release(1);
		end();
		assertThat(this.told).containsExactly("0", "1", "2", "3", "4", "8", "10");
	}

	@Test
	void the_end_of_a_run_is_told_even_when_uploads_were_dropped() throws InterruptedException {
		upload("0");
		this.called.await();
		for (int i = 1; i <= 5; i++) {
			upload(String.valueOf(i));
		}
		this.queue.add(event(Event.AFTER_RUN, "run"));
		this.answers.release(10);

		end();

		assertThat(this.told).containsExactly("0", "1", "2", "3", "4", "run");
		assertThat(said()).last()
			.isEqualTo("vault: 1 call of its hooks was dropped, for too many waited; "
					+ "longhaul history says what became of the files");
	}

	private void end() throws InterruptedException {
		this.queue.close();
		assertThat(this.queue.awaitEnd(Duration.ofMinutes(1))).isTrue();
	}

	private void upload(String subject) {
		this.queue.add(event(Event.AFTER_UPLOAD, subject));
	}

	private static HookEvent event(Event kind, String subject) {
		return HookEvent.of(kind, "vault", "delivered", subject, Map.of());
	}

	private void take(HookEvent event) throws InterruptedException {
		this.told.add(event.subject());
		this.called.countDown();
		this.answers.acquire();
	}

	private List<String> said() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
