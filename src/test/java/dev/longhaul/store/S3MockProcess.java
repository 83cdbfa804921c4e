package dev.longhaul.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Adobe's S3Mock in a process of its own, from the jar that the build puts into the
 * target folder. It asks nobody who he is.
 */
public final class S3MockProcess implements AutoCloseable {

	private static final Pattern LISTENING = Pattern.compile("started on ports? .*?(\\d+) \\(http\\)");

	private final Process process;

	private final URI endpoint;

	private S3MockProcess(Process process, URI endpoint) {
		this.process = process;
		this.endpoint = endpoint;
	}

	/**
	 * Starts on a free port of 127.0.0.1.
	 * @param folder where it may write
	 */
	public static S3MockProcess start(Path folder) throws IOException {
		Path log = folder.resolve("s3mock.log");
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(java.toString(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-Djava.io.tmpdir=" + folder, "-jar", Path.of("target/s3mock.jar").toAbsolutePath().toString(),
				"--server.address=127.0.0.1", "--server.port=0", "--http.port=0")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> !process.isAlive() || LISTENING.matcher(Files.readString(log)).find());
		Matcher listening = LISTENING.matcher(Files.readString(log));
		assertThat(listening.find()).as("S3Mock runs: %s", Files.readString(log)).isTrue();
		return new S3MockProcess(process, URI.create("http://127.0.0.1:" + listening.group(1)));
	}

	public URI endpoint() {
		return this.endpoint;
	}

	public S3MockProcess createBucket(String name) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.endpoint.resolve("/" + name))
			.PUT(HttpRequest.BodyPublishers.noBody())
			.build();
		HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
		return this;
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
