package dev.longhaul.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.longhaul.OwnThread;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.upload.Cure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads that end while the definitions of a watch change.
 */
@Timeout(120)
class ChangingHooksTest {

	private static final int UPLOADS = 1000;

	private static final int CHANGES = 20;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private final AtomicInteger ended = new AtomicInteger();

	@TempDir
	private Path folder;

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::take);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void none_falls_between_the_old_hooks_and_the_new_ones() throws IOException {
		List<JobDefinition> definitions = definitions();
		try (ChangingHooks hooks = hooks()) {
			hooks.change(definitions);
			CompletableFuture<Void> uploads = OwnThread.run(() -> end(hooks, UPLOADS));
			for (int change = 1; change <= CHANGES; change++) {
				int next = change * UPLOADS / (CHANGES + 1);
				Awaitility.await()
					.pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofNanos(100_000))
					.until(() -> this.ended.get() >= next);
				hooks.change(definitions);
			}
			uploads.join();
		}

		assertThat(this.told).hasSize(UPLOADS);
	}

	@Test
	void one_whose_definition_is_gone_has_the_hooks_that_it_had_last() throws IOException {
		try (ChangingHooks hooks = hooks()) {
			hooks.change(definitions());
			hooks.change(List.of());

			end(hooks, 1);
		}

		assertThat(this.told).hasSize(1);
	}

	private static ChangingHooks hooks() {
		return new ChangingHooks(() -> false, Duration.ZERO);
	}

	private void end(ChangingHooks hooks, int uploads) {
		for (int i = 0; i < uploads; i++) {
			hooks.ended(UploadOutcome.refused("vault", this.folder.resolve("file" + i), "is too large", Cure.PERSON));
			this.ended.incrementAndGet();
		}
	}

	private List<JobDefinition> definitions() throws IOException {
		Files.writeString(this.folder.resolve("vault.yml"), """
				source: {directory: /data}
				destination: {bucket: vault}
				hooks: {webhook: {url: "http://127.0.0.1:%d/", events: after-upload}}
				""".formatted(this.server.getAddress().getPort()));
		return new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment()).select(List.of("vault"));
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.told.add(JsonMapper.shared().readTree(exchange.getRequestBody()).get("file").asString());
			exchange.sendResponseHeaders(204, -1);
		}
	}

}
