package dev.longhaul.hook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.longhaul.Logged;
import dev.longhaul.definition.HookSettings.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that come faster than the hooks take them.
 */
@Timeout(120)
class HookQueueTest {

	@AutoClose
	private final Logged log = Logged.by(HookQueue.class);

	private long now = Long.MAX_VALUE;

	private final CountDownLatch called = new CountDownLatch(1);

	private final Semaphore answers = new Semaphore(0);

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final HookQueue queue = new HookQueue("vault",
			Map.of(Event.AFTER_UPLOAD, List.of(this::take), Event.AFTER_RUN, List.of(this::take)), 4, () -> this.now);

	@AfterEach
	void close() {
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

	@Test
	void a_hook_that_failed_five_times_in_a_row_rests_and_what_it_was_not_told_is_counted_and_said_once()
			throws InterruptedException {
		HookQueue down = new HookQueue("vault",
				Map.of(Event.AFTER_UPLOAD, List.of(this::refuse), Event.AFTER_RUN, List.of(this::keep)), 10_000,
				() -> this.now);
		for (int i = 1; i <= 100; i++) {
			down.add(event(Event.AFTER_UPLOAD, String.valueOf(i)));
		}
		down.add(event(Event.AFTER_RUN, "run"));

		end(down);

		assertThat(this.told).as("the other hook is called").containsExactly("1", "2", "3", "4", "5", "run");
		assertThat(down.failed()).isEqualTo(100);
		assertThat(said()).hasSize(6)
			.startsWith(
					"the after-upload hook of vault failed for 1: catalogue is full; it is not called again for this")
			.endsWith(
					"the after-upload hook of vault failed for 5: catalogue is full; it is not called again for this, "
							+ "nor for anything else for 5 minutes, for it failed 5 times in a row",
					"vault: 95 calls were not made while a hook kept failing (catalogue is full); they will not be made any "
							+ "more; correct that before the next run. 'longhaul history --json' has what they were to tell");
	}

	@Test
	void one_webhook_that_is_told_of_several_events_rests_for_all_of_them() throws InterruptedException {
		Hook webhook = this::refuse;
		HookQueue down = new HookQueue("vault",
				Map.of(Event.AFTER_UPLOAD, List.of(webhook), Event.AFTER_RUN, List.of(webhook)), 10_000,
				() -> this.now);
		for (int i = 1; i <= 5; i++) {
			down.add(event(Event.AFTER_UPLOAD, String.valueOf(i)));
		}
		down.add(event(Event.AFTER_RUN, "run"));

		end(down);

		assertThat(this.told).containsExactly("1", "2", "3", "4", "5");
		assertThat(down.failed()).isEqualTo(6);
	}

	@Test
	void a_hook_that_rests_is_tried_every_five_minutes_and_called_again_when_it_works() throws InterruptedException {
		HookQueue down = new HookQueue("vault", Map.of(Event.AFTER_UPLOAD, List.of(this::refuseUntilWorks)), 10_000,
				() -> this.now);
		for (int i = 1; i <= 6; i++) {
			fails(down, String.valueOf(i));
		}
		this.now += Duration.ofMinutes(5).toNanos();
		fails(down, "still down");
		fails(down, "7");
		this.now += Duration.ofMinutes(5).toNanos();
		works(down, "works");
		fails(down, "8");

		end(down);

		assertThat(this.told).containsExactly("1", "2", "3", "4", "5", "still down", "works", "8");
		assertThat(down.failed()).isEqualTo(9);
		assertThat(said()).hasSize(7)
			.as("%s", said())
			.contains(
					"vault: 2 calls were not made while a hook kept failing (catalogue is full); it works again and is "
							+ "called from now on. 'longhaul history --json' has what they were to tell");
	}

	@Test
	void one_success_is_enough_for_a_hook_not_to_rest() throws InterruptedException {
		HookQueue shaky = new HookQueue("vault", Map.of(Event.AFTER_UPLOAD, List.of(this::refuseUntilWorks)), 10_000,
				() -> this.now);
		for (String subject : List.of("1", "2", "3", "4", "works", "5", "6", "7", "8", "works")) {
			works(shaky, subject);
		}

		end(shaky);

		assertThat(this.told).hasSize(10);
		assertThat(shaky.failed()).isEqualTo(8);
	}

	@Test
	void what_comes_when_the_hooks_are_closed_is_counted_and_said() throws InterruptedException {
		end();

		upload("late");

		assertThat(this.told).isEmpty();
		assertThat(this.queue.failed()).isEqualTo(1);
		assertThat(said())
			.containsExactly("the after-upload hook of vault is not called for late, for this process was "
					+ "about to end; 'longhaul history --json' has what it was to be told");
	}

	private void end() throws InterruptedException {
		end(this.queue);
	}

	private static void end(HookQueue queue) throws InterruptedException {
		queue.close();
		assertThat(queue.awaitEnd(Duration.ofMinutes(1))).isTrue();
	}

	/** Waits until it has failed or was left out. */
	private static void fails(HookQueue queue, String subject) {
		int before = queue.failed();
		works(queue, subject);
		Awaitility.await().until(() -> queue.failed() == before + 1);
	}

	private static void works(HookQueue queue, String subject) {
		queue.add(event(Event.AFTER_UPLOAD, subject));
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

	private void keep(HookEvent event) {
		this.told.add(event.subject());
	}

	private void refuse(HookEvent event) throws HookFailed {
		keep(event);
		throw new HookFailed("catalogue is full");
	}

	private void refuseUntilWorks(HookEvent event) throws HookFailed {
		keep(event);
		if (event.subject().matches("\\d|still down")) {
			throw new HookFailed("catalogue is full");
		}
	}

	private List<String> said() {
		return this.log.events()
			.stream()
			.filter((line) -> line.getLevel() == Level.WARN)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

}
