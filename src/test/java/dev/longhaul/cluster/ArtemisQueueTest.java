package dev.longhaul.cluster;

import java.io.IOException;
import java.lang.Thread.State;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.stub.ArtemisBroker;
import dev.longhaul.stub.Cable;
import dev.longhaul.stub.FreshPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.dao.DataAccessException;
import org.springframework.messaging.Message;

import static dev.longhaul.cluster.RangeRequests.ask;
import static dev.longhaul.cluster.RangeRequests.giveBack;
import static dev.longhaul.cluster.RangeRequests.take;
import static dev.longhaul.cluster.RangeRequests.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Requests in a real Artemis broker, which counts how often each comes back.
 */
class ArtemisQueueTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	static final ArtemisBroker broker = ArtemisBroker.begin();

	private final CountDownLatch lost = new CountDownLatch(1);

	private final RangeQueue queue = open(access(), postgres.server().url());

	@AfterEach
	void close() {
		broker.lose();
		this.queue.close();
	}

	@Test
	void requests_come_in_their_order_and_once_though_they_were_sent_twice() {
		Message<?> first = ask(this.queue, 1);
		ask(this.queue, 2);
		this.queue.requests().send(first);

		assertThat(take(this.queue)).contains(1L);
		assertThat(take(this.queue)).contains(2L);
		assertThat(take(this.queue)).isEmpty();
	}

	@Test
	void what_is_given_back_again_and_again_is_no_poison() {
		ask(this.queue, 1);

		for (int times = 0; times < 25; times++) {
			assertThat(giveBack(this.queue)).as("time %d", times).contains(1L);
		}

		assertThat(take(this.queue)).contains(1L);
	}

	@Test
	void what_one_passes_is_offered_to_others_and_keeps_nothing_from_it() {
		ask(this.queue, 1);
		ask(this.queue, 2);
		within(this.queue, true, (request) -> this.queue.pass(request, Duration.ofMinutes(1)));

		assertThat(giveBack(this.queue)).contains(2L);
		try (RangeQueue other = open(access(), postgres.server().url())) {
			assertThat(take(other)).contains(1L);
		}
		assertThat(take(this.queue)).contains(2L);
		assertThat(take(this.queue)).isEmpty();
	}

	@Test
	void what_is_on_loan_is_offered_to_nobody() {
		ask(this.queue, 1);
		within(this.queue, true, (request) -> {
			try (RangeQueue other = open(access(), postgres.server().url())) {
				assertThat(take(other)).isEmpty();
			}
		});
		assertThat(take(this.queue)).contains(1L);
	}

	@Test
	void a_queue_that_cannot_be_opened_leaves_nothing_running() {
		Set<Thread> before = hearts();

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> open(access(), "jdbc:postgresql://127.0.0.1:1/longhaul"));
		assertThatExceptionOfType(Misconfigured.class)
			.isThrownBy(() -> open(new ArtemisAccess("tcp://a b", null, null), postgres.server().url()));

		Awaitility.await().until(() -> before.containsAll(hearts()));
	}

	/** One for each open queue. */
	private static Set<Thread> hearts() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("loans"))
			.collect(Collectors.toSet());
	}

	/** What swallows packets lets a look take long, and a stop must not wait for many. */
	@Test
	void uploads_that_wait_for_a_look_at_the_broker_share_it() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket first = new Socket(silent.getInetAddress(), silent.getLocalPort());
				Socket second = new Socket(silent.getInetAddress(), silent.getLocalPort());
				RangeQueue far = open(new ArtemisAccess(
						"tcp://127.0.0.1:%d?connect-timeout-millis=600000".formatted(silent.getLocalPort()), null,
						null), postgres.server().url())) {
			assertThat(List.of(first.isConnected(), second.isConnected())).as("no room for a third").containsOnly(true);
			SharedLook look = new SharedLook(far);
			Queue<Thread> threads = new ConcurrentLinkedQueue<>();
			List<CompletableFuture<Throwable>> uploads = IntStream.range(0, 4)
				.mapToObj((upload) -> CompletableFuture.supplyAsync(() -> catchThrowable(look::requireThere),
						(task) -> begin(task, threads)))
				.toList();
			Awaitility.await()
				.until(() -> threads.stream().filter((thread) -> thread.getState() == State.BLOCKED).count() == 3);

			silent.close(); // refuses the one that looks

			Set<Throwable> outcomes = uploads.stream().map(CompletableFuture::join).collect(Collectors.toSet());
			assertThat(outcomes).as("looks").singleElement().isInstanceOf(QueueUnusable.class);
		}
	}

	private static void begin(Runnable task, Queue<Thread> threads) {
		Thread thread = new Thread(task);
		threads.add(thread);
		thread.start();
	}

	@Test
	void a_broker_that_was_away_has_kept_the_requests() throws InterruptedException {
		ask(this.queue, 1);
		within(this.queue, false, (request) -> {
			broker.stop();
			assertThat(request).isNotNull();
		});
		assertThat(this.lost.await(1, TimeUnit.MINUTES)).as("said that the loan is lost").isTrue();
		assertThatExceptionOfType(QueueUnusable.class).isThrownBy(this.queue::requireThere)
			.withMessageContaining(broker.url() + " does not answer")
			.matches((failure) -> !failure.needsPerson());

		broker.start();

		this.queue.requireThere();
		assertThat(take(this.queue)).contains(1L);
	}

	@Test
	void who_is_cut_off_from_the_broker_alone_loses_its_loan_to_others_and_is_told() throws InterruptedException {
		ask(this.queue, 1);
		try (Cable cable = Cable.to(broker.port());
				RangeQueue far = RangeRequests.open(new ArtemisAccess("tcp://127.0.0.1:" + cable.port(),
						ArtemisBroker.USER, ArtemisBroker.PASSWORD), postgres.server().url(), Duration.ofSeconds(3),
						this::lose)) {
			within(far, true, (request) -> {
				assertThat(take(this.queue)).as("on loan").isEmpty();
				cable.cut();
				Awaitility.await().until(() -> take(this.queue).isPresent());
			});
			assertThat(this.lost.await(1, TimeUnit.MINUTES)).as("said that the loan is lost").isTrue();
		}
	}

	@Test
	void a_wrong_password_is_for_a_person_and_is_not_shown() {
		try (RangeQueue strange = open(new ArtemisAccess(broker.url(), ArtemisBroker.USER, "guessed"),
				postgres.server().url())) {
			assertThatExceptionOfType(QueueUnusable.class).isThrownBy(strange::requireThere)
				.withMessageContaining("does not let user ranger work")
				.withMessageNotContaining("guessed")
				.matches(QueueUnusable::needsPerson);
		}
	}

	@Test
	void a_broker_that_gives_nothing_back_is_for_a_person() {
		broker.pause("longhaul.ranges.doctor");

		assertThatExceptionOfType(QueueUnusable.class)
			.isThrownBy(() -> ArtemisTrial.of(access(), Duration.ofMillis(100)))
			.withMessage("the message broker at %s takes requests and does not give them back; "
					+ "look at the queue longhaul.ranges.doctor", broker.url())
			.matches(QueueUnusable::needsPerson);
	}

	private RangeQueue open(ArtemisAccess access, String repository) {
		return RangeRequests.open(access, repository, Duration.ofSeconds(30), this::lose);
	}

	private void lose(String why) {
		assertThat(why).contains("does not answer").endsWith("another worker may have the ranges of this one");
		this.lost.countDown();
	}

	private static ArtemisAccess access() {
		return new ArtemisAccess(broker.url(), ArtemisBroker.USER, ArtemisBroker.PASSWORD);
	}

}
