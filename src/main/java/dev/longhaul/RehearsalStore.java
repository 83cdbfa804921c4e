package dev.longhaul;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * As much of S3 as a rehearsal needs: it takes what comes, throws the bytes away, and
 * tells of an object what it was told. One request at a time.
 */
final class RehearsalStore implements AutoCloseable {

	private static final int OK = 200;

	private static final int NOT_FOUND = 404;

	private static final String LENGTH = "Content-length";

	private static final String CREATED = "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>";

	private static final String COMPLETED = "<CompleteMultipartUploadResult><ETag>\"1-2\"</ETag></CompleteMultipartUploadResult>";

	private final HttpServer server;

	/** By path, the headers of its object. */
	private final Map<String, Map<String, String>> objects = new HashMap<>();

	private RehearsalStore(HttpServer server) {
		this.server = server;
	}

	static RehearsalStore start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		RehearsalStore store = new RehearsalStore(server);
		server.createContext("/", store::answer);
		server.start();
		return store;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			int bytes = exchange.getRequestBody().readAllBytes().length;
			Map<String, String> told = told(exchange);
			Map<String, String> object = this.objects.get(exchange.getRequestURI().getPath());
			boolean creates = "uploads".equals(exchange.getRequestURI().getQuery());
			switch (exchange.getRequestMethod()) {
				case "PUT" -> {
					keep(exchange, told, bytes);
					say(exchange, OK, told, "");
				}
				case "POST" -> {
					keep(exchange, told, 0);
					say(exchange, OK, Map.of(), creates ? CREATED : COMPLETED);
				}
				default -> say(exchange, (object != null) ? OK : NOT_FOUND, (object != null) ? object : Map.of(), "");
			}
		}
	}

	/** Metadata and checksums are answered as they came. */
	private static Map<String, String> told(HttpExchange exchange) {
		Map<String, String> told = new HashMap<>(Map.of("ETag", "\"1-2\""));
		for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
			String name = header.getKey().toLowerCase(Locale.ROOT);
			if (name.startsWith("x-amz-meta-") || name.startsWith("x-amz-checksum-")) {
				told.put(name, header.getValue().get(0));
			}
		}
		return told;
	}

	private void keep(HttpExchange exchange, Map<String, String> told, int bytes) {
		Map<String, String> object = this.objects.computeIfAbsent(exchange.getRequestURI().getPath(),
				(path) -> new HashMap<>(Map.of(LENGTH, "0")));
		object.putAll(told);
		object.merge(LENGTH, String.valueOf(bytes),
				(before, more) -> String.valueOf(Integer.parseInt(before) + Integer.parseInt(more)));
	}

	private static void say(HttpExchange exchange, int status, Map<String, String> headers, String body)
			throws IOException {
		headers.forEach(exchange.getResponseHeaders()::set);
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
	}

}
