package dev.longhaul.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.OwnThread;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.store.s3.S3StoreProbes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * An endpoint whose scheme is that of another port, or whose host nobody knows.
 */
class WrongEndpointTest {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** The second try would not come before the test has given up. */
	private final S3ObjectStores stores = new S3ObjectStores(1, Duration.ofDays(1));

	private final SystemSettings settings = new SystemSettings();

	WrongEndpointTest(@TempDir Path folder) {
		this.settings.set("aws.accessKeyId", "AKIDEXAMPLE")
			.set("aws.secretAccessKey", "secret")
			.set("aws.configFile", folder.resolve("config").toString())
			.set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
	}

	@AfterEach
	void close() {
		this.stores.close();
		this.settings.close();
	}

	@Test
	void https_to_a_port_that_speaks_http_is_told_at_once() throws IOException {
		try (ServerSocket server = answering("Client sent no HTTP.\n")) {
			assertThat(failureAt("https", server)).isInstanceOf(MachineUnfit.class)
				.hasMessageContaining("HeadObject of key: https is spoken to https://127.0.0.1:%d/vault",
						server.getLocalPort())
				.hasMessageContaining("write http:// or the port for https into destination.endpoint, then run again");
		}
	}

	@Test
	void http_to_a_port_that_wants_https_is_told() throws IOException {
		try (ServerSocket server = answering("Client sent an HTTP request to an HTTPS server.\n")) {
			assertThat(failureAt("http", server)).isInstanceOf(RequestRefused.class)
				.hasMessageContaining("perhaps this port wants https: then write https:// into destination.endpoint");
		}
	}

	@Test
	void http_to_a_port_that_ends_the_connection_because_it_wants_https_is_told() throws IOException {
		try (ServerSocket server = serving((client) -> {
		}); StoreProbe probe = new S3StoreProbes().at(at("http", server), RequestTerms.NONE)) {
			assertThat(catchThrowable(probe::contact)).isInstanceOf(StoreUnavailable.class)
				.hasMessageContaining("perhaps because this port wants https); check destination.endpoint");
		}
	}

	@Test
	void a_host_that_is_not_known_is_named() {
		try (StoreProbe probe = new S3StoreProbes().at(Addresses.at("vault", URI.create("https://vualt.invalid")),
				RequestTerms.NONE)) {
			assertThat(catchThrowable(probe::contact)).isInstanceOf(StoreUnavailable.class)
				.hasMessageContaining(
						"(this machine's DNS does not know vualt.invalid); check destination.endpoint and "
								+ "the network, then run again");
		}
	}

	/** A web server that takes a request for none, and says so in plain http. */
	private static ServerSocket answering(String words) throws IOException {
		return serving((client) -> client.getOutputStream()
			.write(("HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n" + words)
				.getBytes(StandardCharsets.US_ASCII)));
	}

	/** Each client, one after another, until it is closed. */
	private static ServerSocket serving(Answer answer) throws IOException {
		ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
		Thread web = new Thread(() -> {
			while (!server.isClosed()) {
				try (Socket client = server.accept()) {
					client.getInputStream().read(new byte[4096]);
					answer.to(client);
				}
				catch (IOException ex) {
					// closed, or the client has gone
				}
			}
		}, "web");
		web.setDaemon(true);
		web.start();
		return server;
	}

	private static StoreAddress at(String scheme, ServerSocket server) {
		return Addresses.at("vault", URI.create("%s://127.0.0.1:%d".formatted(scheme, server.getLocalPort())));
	}

	private Throwable failureAt(String scheme, ServerSocket server) {
		CompletableFuture<Throwable> failure = OwnThread
			.supply(() -> catchThrowable(() -> this.stores.at(at(scheme, server), RequestTerms.NONE).head("key")));
		assertThat(failure).succeedsWithin(PATIENCE);
		return failure.join();
	}

	/** What a server says, before it ends the connection. */
	private interface Answer {

		void to(Socket client) throws IOException;

	}

}
