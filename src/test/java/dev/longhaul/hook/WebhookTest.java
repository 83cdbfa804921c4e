package dev.longhaul.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.longhaul.Logged;
import dev.longhaul.definition.HookSettings.Event;
import dev.longhaul.definition.WebhookSettings;
import dev.longhaul.stub.QuietPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A web server that takes events, refuses them, or does not answer.
 */
@Timeout(120)
class WebhookTest {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private static final Duration PAUSE = Duration.ofMillis(5);

	private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");

	private static final HookEvent EVENT = HookEvent.of(Event.AFTER_RUN, "vault", "0", "the run",
			Map.of("event", "run"));

	@AutoClose
	private final Logged log = Logged.byAll();

	private final HttpServer server;

	/** Status and further header of the answers to come; 200 when there are no more. */
	private final Queue<Answer> answers = new ArrayDeque<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final Path secret;

	WebhookTest(@TempDir Path folder) throws IOException {
		this.secret = Files.writeString(folder.resolve("secret"), "Bearer s3cret-value\nsecond line\n");
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void close() {
		this.server.stop(0);
	}

	@Test
	void the_event_is_posted_as_json_with_the_secret_in_its_header() throws Exception {
		webhook(LIMIT).call(EVENT);

		assertThat(this.requests).hasSize(1);
		Request request = this.requests.get(0);
		assertThat(request.line()).isEqualTo("POST /services/T0/s3cret-path");
		assertThat(request.body()).isEqualTo("{\"event\":\"run\"}\n");
		assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
		assertThat(request.headers().get("Authorization")).containsExactly("Bearer s3cret-value");
		assertThat(request.headers().get("Idempotency-Key")).containsExactly(EVENT.key());
	}

	@Test
	void an_event_that_may_be_taken_later_is_posted_again_under_the_same_key() throws Exception {
		this.answers.addAll(List.of(new Answer(503, ""), new Answer(429, "0"), new Answer(500, "soon")));

		webhook(LIMIT).call(EVENT);

		assertThat(this.requests).hasSize(4);
		assertThat(this.requests).extracting((request) -> request.headers().getFirst("Idempotency-Key"))
			.containsOnly(EVENT.key());
		assertThat(this.requests).extracting(Request::body).containsOnly("{\"event\":\"run\"}\n");
	}

	@Test
	void the_event_is_in_no_heap_but_in_a_file_without_a_name_of_which_a_kill_leaves_nothing() throws Exception {
		String unique = UUID.randomUUID().toString();
		List<Path> named = new CopyOnWriteArrayList<>();
		this.server.createContext("/services/T0", (exchange) -> {
			named.addAll(eventsOf(unique));
			answer(exchange);
		});
		this.answers.add(new Answer(503, ""));

		webhook(LIMIT).call(HookEvent.of(Event.AFTER_RUN, "vault", "0", "the run", Map.of("event", unique)));

		assertThat(this.requests).as("tries").hasSize(2);
		assertThat(this.requests).extracting(Request::body).containsOnly("{\"event\":\"%s\"}\n".formatted(unique));
		assertThat(this.requests).extracting((request) -> request.headers().getFirst("Content-Length"))
			.as("not every server takes it in chunks")
			.doesNotContainNull();
		assertThat(named).isEmpty();
		assertThat(eventsOf(unique)).isEmpty();
	}

	@Test
	void a_server_that_stays_down_is_given_up() {
		for (int i = 0; i < 9; i++) {
			this.answers.add(new Answer(503, ""));
		}

		assertThatExceptionOfType(HookFailed.class).isThrownBy(() -> webhook(LIMIT).call(EVENT))
			.withMessage("the webhook at http://127.0.0.1 answered 503 at try 6");
		assertThat(this.requests).hasSize(6);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 404, 302 })
	void an_event_that_is_refused_for_good_is_posted_once_and_no_redirect_is_followed(int status) {
		this.answers.add(new Answer(status, ""));

		assertThatExceptionOfType(HookFailed.class).isThrownBy(() -> webhook(LIMIT).call(EVENT))
			.withMessage("the webhook at http://127.0.0.1 answered %d at try 1".formatted(status));
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void a_pause_that_is_longer_than_the_time_limit_is_not_waited_for() {
		this.answers.add(new Answer(503, "3600"));

		assertThatExceptionOfType(HookFailed.class).isThrownBy(() -> webhook(LIMIT).call(EVENT))
			.withMessageContaining("answered 503");
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void the_pause_is_the_one_that_the_server_asks_for_or_a_growing_one() {
		WebhookRetries retries = new WebhookRetries(LIMIT, Duration.ofSeconds(1));
		var pauses = retries.getBackOff().start();

		assertThat(retries.shouldRetry(new WebhookRefused(503, "7"))).isTrue();
		assertThat(pauses.nextBackOff()).isEqualTo(7000);
		assertThat(retries.shouldRetry(new WebhookRefused(503, "1"))).isTrue();
		assertThat(pauses.nextBackOff()).isEqualTo(2000);
		assertThat(retries.shouldRetry(new IOException())).isTrue();
		assertThat(pauses.nextBackOff()).isEqualTo(4000);
	}

	@Test
	void a_server_that_does_not_answer_is_given_up() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Webhook webhook = webhook("http://127.0.0.1:" + silent.getLocalPort() + "/s3cret-path",
					Duration.ofMillis(200));

			assertThatExceptionOfType(HookFailed.class).isThrownBy(() -> webhook.call(EVENT))
				.withMessageStartingWith("the webhook at http://127.0.0.1 did not answer in time");
		}
	}

	@Test
	void a_server_that_is_not_there_is_tried_again_and_given_up() throws Exception {
		int port = QuietPort.find();

		assertThatExceptionOfType(HookFailed.class)
			.isThrownBy(() -> webhook("http://127.0.0.1:" + port + "/s3cret-path", LIMIT).call(EVENT))
			.withMessageEndingWith("could not be reached (nobody answers there) at try 6");
	}

	@Test
	void a_secret_that_cannot_be_sent_is_a_failure_that_does_not_tell_it() throws IOException {
		Files.writeString(this.secret, "s3cret\u0007value\n");
		assertThatExceptionOfType(HookFailed.class).isThrownBy(() -> webhook(LIMIT).call(EVENT))
			.withMessage("the first line of %s cannot be the value of a header".formatted(this.secret))
			.withNoCause();
		Files.writeString(this.secret, "\n");
		assertThatExceptionOfType(HookFailed.class).isThrownBy(() -> webhook(LIMIT).call(EVENT))
			.withMessageContaining("is empty");
		Files.delete(this.secret);
		assertThatExceptionOfType(HookFailed.class).isThrownBy(() -> webhook(LIMIT).call(EVENT))
			.withMessageContaining("cannot be read");
		assertThat(this.requests).isEmpty();
	}

	@Test
	void neither_the_secret_nor_the_address_is_in_a_log_or_message() {
		Level before = ROOT.getLevel();
		ROOT.setLevel(Level.ALL);
		try {
			this.answers.addAll(List.of(new Answer(503, ""), new Answer(400, "")));
			HookFailed failed = catchThrowableOfType(HookFailed.class, () -> webhook(LIMIT).call(EVENT));
			LoggerFactory.getLogger(WebhookTest.class).warn("{}", failed.getMessage(), failed);
		}
		finally {
			ROOT.setLevel(before);
		}

		assertThat(this.log.events()).isNotEmpty().allSatisfy((line) -> {
			assertThat(line.getFormattedMessage()).doesNotContain("s3cret");
			if (line.getThrowableProxy() != null) {
				assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy())).doesNotContain("s3cret");
			}
		});
	}

	private static List<Path> eventsOf(String unique) throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> String.valueOf(file.getFileName()).startsWith("longhaul-hook"))
				.filter((file) -> isOf(unique, file))
				.toList();
		}
	}

	private static boolean isOf(String unique, Path file) {
		try {
			return Files.isRegularFile(file) && Files.readString(file).contains(unique);
		}
		catch (IOException ex) {
			return false; // that of another process, and gone
		}
	}

	private Webhook webhook(Duration limit) {
		return webhook("http://127.0.0.1:" + this.server.getAddress().getPort() + "/services/T0/s3cret-path", limit);
	}

	private Webhook webhook(String url, Duration limit) {
		return new Webhook(new WebhookSettings(url, Set.of(Event.AFTER_RUN), "Authorization", this.secret.toString()),
				limit, PAUSE);
	}

	private void answer(HttpExchange exchange) {
		try (exchange) {
			this.requests.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
					exchange.getRequestHeaders(),
					new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
			Answer answer = this.answers.isEmpty() ? new Answer(200, "") : this.answers.remove();
			exchange.getResponseHeaders().add("Location", "/elsewhere");
			if (!answer.retryAfter().isEmpty()) {
				exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
			}
			exchange.sendResponseHeaders(answer.status(), -1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Answer(int status, String retryAfter) {

	}

	private record Request(String line, Headers headers, String body) {

	}

}
