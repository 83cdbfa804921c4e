package dev.longhaul.repository.request;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.longhaul.machine.DaemonThreads;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.home.HomeLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets other processes of the same user ask the owner of the home to carry out their
 * commands: they cannot open the repository beside it. By HTTP on the loopback, for
 * whoever may read the owner's file.
 */
public final class RequestServer implements AutoCloseable {

	static final String PATH = "/request";

	private static final Logger log = LoggerFactory.getLogger(RequestServer.class);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpServer server;

	private final ExecutorService threads;

	private final String password;

	private final Carrier carrier;

	private final BooleanSupplier silent;

	private final Predicate<CompletableFuture<?>> ended;

	/**
	 * One party is the server itself: when it has left with the last request, it is over.
	 */
	private final Phaser carrying = new Phaser(1);

	private RequestServer(HttpServer server, String password, Carrier carrier, BooleanSupplier silent,
			Predicate<CompletableFuture<?>> ended) {
		this.server = server;
		this.threads = Executors.newCachedThreadPool(new DaemonThreads("request"));
		this.password = password;
		this.carrier = carrier;
		this.silent = silent;
		this.ended = ended;
	}

	/**
	 * Begins to take requests.
	 * @param silent whether nobody is to hear that this process waits for what others
	 * asked it for: it is to stop, or quiet
	 * @param ended waits for work, unless it does not end though it is to: whether it has
	 * ended
	 */
	public static RequestServer start(HomeLock lock, Carrier carrier, BooleanSupplier silent,
			Predicate<CompletableFuture<?>> ended) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			RequestServer requests = new RequestServer(server, lock.requestPassword(), carrier, silent, ended);
			server.createContext(PATH, requests::answer);
			server.setExecutor(requests.threads);
			server.start();
			lock.requestsAt(server.getAddress().getPort());
			return requests;
		}
		catch (IOException ex) {
			throw new RepositoryUnusable("no free port on 127.0.0.1", ex);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String expected = "Bearer " + this.password;
			String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
			if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
					given.getBytes(StandardCharsets.UTF_8)) || !exchange.getRequestMethod().equals("POST")) {
				exchange.sendResponseHeaders(403, -1);
				return;
			}
			if (this.carrying.register() < 0) {
				exchange.sendResponseHeaders(503, -1);
				return;
			}
			try {
				carryOut(JSON.readValue(exchange.getRequestBody(), OwnerRequest.class), exchange);
			}
			finally {
				this.carrying.arriveAndDeregister();
			}
		}
	}

	/**
	 * A process that asks and goes away does not end what it asked for: what was begun is
	 * finished, nobody hears of it.
	 */
	private void carryOut(OwnerRequest request, HttpExchange exchange) throws IOException {
		log.info("asked by another process: {}", request.arguments());
		exchange.sendResponseHeaders(200, 0);
		try (AnswerQueue answers = new AnswerQueue(exchange.getResponseBody());
				AnswerStream out = new AnswerStream((line) -> answers.add(new OwnerAnswer(line, null, null)));
				AnswerStream err = new AnswerStream((line) -> answers.add(new OwnerAnswer(null, line, null)))) {
			answers.add(OwnerAnswer.ACCEPTED);
			int exitCode = this.carrier.carryOut(request, new PrintStream(out, true, StandardCharsets.UTF_8),
					new PrintStream(err, true, StandardCharsets.UTF_8));
			out.close();
			err.close();
			answers.add(new OwnerAnswer(null, null, exitCode));
		}
	}

	/**
	 * Waits for the requests that are being carried out, after a stop for so long as
	 * anything is waited for; then takes none any more.
	 */
	@Override
	public void close() {
		if (this.carrying.getRegisteredParties() > 1 && !this.silent.getAsBoolean()) {
			// a warning is told on stderr: else it seems to hang, and gets a signal
			log.warn(
					"this command is done and waits for what other processes asked it for; a signal would stop that too");
		}
		int own = this.carrying.arriveAndDeregister();
		var unused = this.ended.test(CompletableFuture.runAsync(() -> this.carrying.awaitAdvance(own), this.threads));
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/** Carries out what was asked for. */
	@FunctionalInterface
	public interface Carrier {

		/** Returns the exit code. */
		int carryOut(OwnerRequest request, PrintStream out, PrintStream err);

	}

}
