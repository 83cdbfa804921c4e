package dev.longhaul.repository;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

	private RequestServer(HttpServer server, String password, Carrier carrier) {
		this.server = server;
		this.threads = Executors.newCachedThreadPool((task) -> new Thread(task, "request"));
		this.password = password;
		this.carrier = carrier;
	}

	/** Begins to take requests. */
	public static RequestServer start(HomeLock lock, Carrier carrier) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			RequestServer requests = new RequestServer(server, lock.requestPassword(), carrier);
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
			OwnerRequest request = JSON.readValue(exchange.getRequestBody(), OwnerRequest.class);
			log.info("asked by another process: {}", request.arguments());
			exchange.sendResponseHeaders(200, 0);
			say(OwnerAnswer.ACCEPTED, exchange);
			int exitCode = carryOut(request, exchange);
			say(new OwnerAnswer(null, null, exitCode), exchange);
		}
	}

	/**
	 * A process that asks and goes away does not end what it asked for: what was begun is
	 * finished, nobody hears of it.
	 */
	private int carryOut(OwnerRequest request, HttpExchange exchange) throws IOException {
		try (AnswerStream out = new AnswerStream((line) -> say(new OwnerAnswer(line, null, null), exchange));
				AnswerStream err = new AnswerStream((line) -> say(new OwnerAnswer(null, line, null), exchange))) {
			return this.carrier.carryOut(request, new PrintStream(out, true, StandardCharsets.UTF_8),
					new PrintStream(err, true, StandardCharsets.UTF_8));
		}
	}

	private static synchronized void say(OwnerAnswer answer, HttpExchange exchange) {
		try {
			exchange.getResponseBody().write((JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
			exchange.getResponseBody().flush();
		}
		catch (IOException ex) {
			log.debug("nobody listens any more", ex);
		}
	}

	/** Takes no request any more, and waits for those that are being carried out. */
	@Override
	public void close() {
		this.threads.shutdown();
		try {
			while (!this.threads.awaitTermination(1, TimeUnit.MINUTES)) {
				log.info("waiting for what other processes asked for");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.server.stop(0);
	}

	/** Carries out what was asked for. */
	@FunctionalInterface
	public interface Carrier {

		/** Returns the exit code. */
		int carryOut(OwnerRequest request, PrintStream out, PrintStream err);

	}

}
