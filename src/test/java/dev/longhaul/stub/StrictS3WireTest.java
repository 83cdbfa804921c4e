package dev.longhaul.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.longhaul.stub.StubClient.outcome;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stub speaks HTTP/1.1 as S3 does, and leaves nothing behind.
 */
class StrictS3WireTest {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@TempDir
	private Path directory;

	private StrictS3 s3;

	private StubClient client;

	@BeforeEach
	void start() {
		this.s3 = StrictS3.start(StrictS3Options.defaults().directory(this.directory)).createBucket("bucket");
		this.client = new StubClient(this.s3);
	}

	@AfterEach
	void close() {
		this.s3.close();
	}

	@Test
	void stores_nothing_of_a_body_that_is_cut_short() throws IOException {
		String id = this.client.begin("key");
		try (RawConnection raw = new RawConnection(this.s3)) {
			raw.head("PUT", StubClient.partTarget("key", id, 1), 100).bytes(new byte[60]);
		}
		this.s3.awaitEnd(Op.UPLOAD_PART, 1, PATIENCE);

		RecordedRequest cut = this.s3.requests(Op.UPLOAD_PART).get(0);
		assertThat(cut.status()).isZero();
		assertThat(cut.bytesReceived()).isEqualTo(60);
		assertThat(this.s3.partSends("key")).isEmpty();
		assertThat(files()).isEmpty();
	}

	@Test
	void asks_for_the_body_only_when_it_will_take_it() throws IOException {
		try (RawConnection raw = new RawConnection(this.s3)) {
			raw.head("PUT", "/bucket/key", 3, "Expect: 100-continue");
			assertThat(raw.line()).isEqualTo("HTTP/1.1 100 Continue");
			assertThat(raw.line()).isEmpty();
			raw.bytes(new byte[3]);
			assertThat(raw.line()).isEqualTo("HTTP/1.1 200 OK");
		}
		try (RawConnection raw = new RawConnection(this.s3)) {
			raw.head("PUT", "/missing/key", 3, "Expect: 100-continue");
			assertThat(raw.line()).startsWith("HTTP/1.1 404");
		}
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.s3.endpoint() + "/bucket/key"))
			.header("Authorization", StubClient.AUTHORIZATION)
			.expectContinue(true)
			.PUT(BodyPublishers.ofByteArray(new byte[100_000]))
			.build();
		assertThat(outcome(this.client.send(request))).isEqualTo("200");
	}

	@Test
	void keeps_the_connection_for_the_next_request_even_after_a_refusal() throws IOException {
		try (RawConnection raw = new RawConnection(this.s3)) {
			raw.head("PUT", "/missing/key", 100_000).bytes(new byte[100_000]);
			raw.head("PUT", "/bucket/key", 2).bytes(new byte[2]);
			raw.head("PUT", "/bucket/key", 3, "Connection: close").bytes(new byte[3]);

			RawConnection.Rest answers = raw.rest();

			assertThat(answers.reset()).isFalse();
			assertThat(answers.text()).containsSubsequence("HTTP/1.1 404", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK");
		}
	}

	@Test
	void answers_a_refused_body_that_is_not_worth_reading_before_it_is_over() throws IOException {
		byte[] large = new byte[65 << 20];

		HttpResponse<String> refused = this.client.put("/missing/key", large);

		assertThat(outcome(refused)).isEqualTo("404 NoSuchBucket");
	}

	@Test
	void refuses_bodies_in_chunks_of_either_kind() throws IOException {
		HttpRequest chunked = HttpRequest.newBuilder(URI.create(this.s3.endpoint() + "/bucket/key"))
			.header("Authorization", StubClient.AUTHORIZATION)
			.PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[10])))
			.build();

		assertThat(outcome(this.client.send(chunked))).isEqualTo("501 NotImplemented");
		assertThat(outcome(this.client.put("/bucket/key", new byte[10], "Content-Encoding", "aws-chunked")))
			.isEqualTo("501 NotImplemented");
		assertThat(outcome(this.client.put("/bucket/key", new byte[10], "x-amz-content-sha256",
				"STREAMING-UNSIGNED-PAYLOAD-TRAILER")))
			.isEqualTo("501 NotImplemented");
		assertThat(this.s3.objects()).isEmpty();
	}

	@Test
	void shows_the_lifecycle_rules_that_the_test_has_set() throws IOException {
		assertThat(outcome(this.client.get("/bucket?lifecycle"))).isEqualTo("404 NoSuchLifecycleConfiguration");
		this.s3.addLifecycle("bucket", new AbortRule(true, "a&b/", 7));

		assertThat(this.client.get("/bucket?lifecycle").body())
			.contains("<Rule><Status>Enabled</Status><Filter><Prefix>a&amp;b/</Prefix></Filter>")
			.contains("<DaysAfterInitiation>7</DaysAfterInitiation>");
	}

	@Test
	void refuses_what_it_does_not_know() throws IOException {
		assertThat(outcome(this.client.get("/bucket?policy"))).isEqualTo("501 NotImplemented");
		assertThat(outcome(this.client.get("/bucket/key?acl"))).isEqualTo("501 NotImplemented");
		assertThat(outcome(this.client.get("/"))).isEqualTo("501 NotImplemented");
		assertThat(outcome(this.client.put("/bucket/key", new byte[0], "x-amz-copy-source", "/bucket/other")))
			.isEqualTo("501 NotImplemented");
	}

	@Test
	void needs_to_be_told_the_length_of_a_body() throws IOException {
		try (RawConnection raw = new RawConnection(this.s3)) {
			raw.bytes(("PUT /bucket/key HTTP/1.1\r\nAuthorization: " + StubClient.AUTHORIZATION + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));

			assertThat(raw.line()).startsWith("HTTP/1.1 411");
		}
	}

	@Test
	void records_requests_in_the_order_in_which_they_came() throws IOException {
		String id = this.client.begin("a%20b");
		this.client.part("a%20b", id, 7, new byte[11], "X-Any-Header", "Value");
		this.client.delete("/missing/key");

		List<RecordedRequest> requests = this.s3.requests();
		assertThat(requests).extracting(RecordedRequest::op)
			.containsExactly(Op.CREATE_MULTIPART_UPLOAD, Op.UPLOAD_PART, Op.DELETE_OBJECT);
		assertThat(requests).extracting(RecordedRequest::sequence).containsExactly(1L, 2L, 3L);
		assertThat(requests).extracting(RecordedRequest::status).containsExactly(200, 200, 404);
		assertThat(requests.get(1).key()).isEqualTo("a b");
		assertThat(requests.get(1).uploadId()).isEqualTo(id);
		assertThat(requests.get(1).partNumber()).isEqualTo(7);
		assertThat(requests.get(1).bytesReceived()).isEqualTo(11);
		assertThat(requests.get(1).headers()).containsEntry("x-any-header", "Value");
	}

	@Test
	void keeps_no_bytes_that_nothing_refers_to() throws IOException {
		String id = this.client.begin("key");
		this.client.part("key", id, 1, new byte[10]);
		HttpResponse<String> part = this.client.part("key", id, 1, new byte[11]);
		this.client.part("key", id, 2, new byte[12]);
		assertThat(files()).hasSize(2);
		this.client.complete("key", id, StubClient.list(List.of(part)));
		assertThat(files()).hasSize(1);
		this.client.put("/bucket/key", new byte[13]);
		assertThat(files()).hasSize(1);
		this.client.delete("/bucket/key");
		assertThat(files()).isEmpty();
	}

	@Test
	void leaves_no_file_and_no_thread_when_it_is_closed() throws IOException {
		String threads = "strict-s3-" + this.s3.endpoint().getPort();
		this.client.put("/bucket/key", new byte[10]);
		try (RawConnection raw = new RawConnection(this.s3)) {
			raw.head("PUT", "/bucket/other", 10);
			this.s3.awaitRequest(Op.PUT_OBJECT, 2, PATIENCE);

			this.s3.close();

			assertThat(raw.rest().text()).isEmpty();
		}
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch((thread) -> thread.getName().startsWith(threads));
		assertThat(this.s3.requests()).extracting(RecordedRequest::status).containsExactly(200, 0);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void runs_in_a_process_of_its_own() throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
				StrictS3Main.class.getName(), "--bucket", "bucket", "--dir", this.directory.toString(), "--min-part",
				"1")
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader out = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			assertThat(out.readLine()).matches("listening http://127\\.0\\.0\\.1:\\d+");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> tree = Files.walk(this.directory)) {
			return tree.filter(Files::isRegularFile).toList();
		}
	}

}
