package dev.longhaul.stub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.longhaul.OwnThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.longhaul.stub.StubClient.entry;
import static dev.longhaul.stub.StubClient.etag;
import static dev.longhaul.stub.StubClient.list;
import static dev.longhaul.stub.StubClient.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The stub fails where, when and how the script says.
 */
class StrictS3FaultsTest {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final byte[] BODY = new byte[1000];

	private final StrictS3 s3 = StrictS3.start(StrictS3Options.defaults().minPart(1)).createBucket("bucket");

	private final StubClient client = new StubClient(this.s3);

	private String id = "";

	@BeforeEach
	void begin() throws IOException {
		this.id = this.client.begin("key", "x-amz-meta-marker", "ours");
	}

	@AfterEach
	void close() {
		this.s3.close();
	}

	@Test
	void answers_instead_of_doing_it_as_often_as_told() throws IOException {
		Fault slow = this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(3).times(2).answer(503, "SlowDown"));
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).key("other").answer(500, "InternalError"));

		assertThat(send(1)).isEqualTo("200");
		assertThat(List.of(send(3), send(3))).containsOnly("503 SlowDown");
		assertThat(this.s3.partSends("key")).containsOnlyKeys(1);
		assertThat(send(3)).isEqualTo("200");
		assertThat(slow.hits()).isEqualTo(2);
		assertThat(this.s3.partBytesReceived()).isEqualTo(4L * BODY.length);
	}

	@Test
	void lets_one_outcome_follow_the_other() throws IOException {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).once().answer(500, "InternalError"));
		this.s3.faults().add(Fault.onAny().once().answer(403, "RequestTimeTooSkewed"));
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).nth(4).answer(400, "RequestTimeout"));

		assertThat(List.of(send(1), send(1), send(1), send(1), send(1))).containsExactly("500 InternalError",
				"403 RequestTimeTooSkewed", "200", "400 RequestTimeout", "200");
	}

	@Test
	void draws_alike_for_the_same_seed_whatever_the_order() {
		List<Integer> forwards = struck(IntStream.rangeClosed(1, 200).toArray());
		List<Integer> backwards = struck(IntStream.rangeClosed(1, 200).map((n) -> 201 - n).toArray());

		assertThat(forwards).hasSizeBetween(30, 90).containsExactlyInAnyOrderElementsOf(backwards);
	}

	@Test
	void cuts_the_connection_at_every_place() throws IOException {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(1).resetBeforeHeaders());
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(2).resetInBody(600));
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(3).resetBeforeAnswer());
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(4).doneButAnswerLost());
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(5).resetInAnswer());
		List<String> answers = new ArrayList<>();

		for (int number = 1; number <= 5; number++) {
			try (RawConnection raw = new RawConnection(this.s3)) {
				RawConnection.Rest rest = raw.head("PUT", StubClient.partTarget("key", this.id, number), BODY.length)
					.bytes(BODY)
					.rest();
				assertThat(rest.reset()).isTrue();
				answers.add(rest.text());
			}
		}

		assertThat(answers.subList(0, 4)).containsOnly("");
		assertThat(answers.get(4)).startsWith("HTTP/1.1 200 OK").doesNotContain("\r\n\r\n");
		assertThat(this.s3.requests(Op.UPLOAD_PART)).extracting(RecordedRequest::status).containsOnly(0);
		assertThat(this.s3.requests(Op.UPLOAD_PART)).extracting(RecordedRequest::bytesReceived)
			.containsExactly(0L, 600L, 1000L, 1000L, 1000L);
		assertThat(this.s3.partSends("key")).containsOnlyKeys(4, 5);
	}

	@Test
	void cuts_a_body_that_is_shorter_than_told_at_its_end() {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).resetInBody(5000));

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> send(1));
		assertThat(this.s3.partSends("key")).isEmpty();
	}

	@Test
	void loses_the_answer_to_a_complete_that_took_effect() throws IOException {
		String xml = list(entry(1, etag(this.client.part("key", this.id, 1, BODY))));
		this.s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().doneButAnswerLost());

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.complete("key", this.id, xml));
		assertThat(outcome(this.client.complete("key", this.id, xml))).isEqualTo("404 NoSuchUpload");
		assertThat(this.s3.completesThatTookEffect("key")).isEqualTo(1);
	}

	@Test
	void answers_200_with_an_error_in_the_body() throws IOException {
		String xml = list(entry(1, etag(this.client.part("key", this.id, 1, BODY))));
		this.s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().okWithErrorBody("InternalError"));

		assertThat(outcome(this.client.complete("key", this.id, xml))).isEqualTo("200 InternalError");
		assertThat(this.s3.objects()).isEmpty();
		assertThat(outcome(this.client.complete("key", this.id, xml))).isEqualTo("200");
	}

	@Test
	void sends_white_space_before_the_result_or_the_error() throws IOException {
		String xml = list(entry(1, etag(this.client.part("key", this.id, 1, BODY))));
		this.s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).whiteSpace(Duration.ofMillis(50)));
		this.s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().okWithErrorBody("SlowDown"));

		HttpResponse<String> failed = this.client.complete("key", this.id, xml);
		HttpResponse<String> done = this.client.complete("key", this.id, xml);

		assertThat(outcome(failed)).isEqualTo("200 SlowDown");
		assertThat(failed.body()).matches("(?s)<\\?xml [^>]*>\\n +<Error>.*</Error>");
		assertThat(done.body()).matches("(?s)<\\?xml [^>]*>\\n +<CompleteMultipartUploadResult .*Result>");
		assertThat(done.headers().firstValue("transfer-encoding")).contains("chunked");
	}

	@Test
	void lets_an_upload_vanish_right_before_a_request() throws IOException {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(2).vanish());

		assertThat(List.of(send(1), send(2), send(3))).containsExactly("200", "404 NoSuchUpload", "404 NoSuchUpload");
		assertThat(this.s3.openUploads()).isEmpty();
		assertThat(this.s3.objects()).isEmpty();
	}

	@Test
	void lets_someone_else_complete_an_upload() throws IOException {
		String xml = list(entry(1, etag(this.client.part("key", this.id, 1, BODY))));
		this.s3.faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).completedBySomeoneElse());

		assertThat(outcome(this.client.complete("key", this.id, xml))).isEqualTo("404 NoSuchUpload");
		assertThat(this.s3.object("bucket", "key").metadata()).containsEntry("marker", "ours");
		assertThat(this.s3.completesThatTookEffect("key")).isEqualTo(1);
	}

	@Test
	void lists_an_upload_still_after_an_abort_that_leaves_parts() throws IOException {
		String target = StubClient.target("key", this.id);
		send(1);
		this.s3.faults().add(Fault.on(Op.ABORT_MULTIPART_UPLOAD).abortLeavesParts(2));

		assertThat(List.of(outcome(this.client.delete(target)), outcome(this.client.delete(target))))
			.containsOnly("204");
		assertThat(StubClient.texts(this.client.get(target), "PartNumber")).containsExactly("1");
		assertThat(send(2)).isEqualTo("404 NoSuchUpload");
		assertThat(outcome(this.client.delete(target))).isEqualTo("204");
		assertThat(outcome(this.client.get(target))).isEqualTo("404 NoSuchUpload");
	}

	@Test
	void stalls_in_a_body_until_it_is_released() throws Exception {
		Fault stall = this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(1).stallInBody(10));
		CompletableFuture<String> stalled = OwnThread.supply(() -> sent(1));
		this.s3.awaitRequest(Op.UPLOAD_PART, 1, PATIENCE);

		assertThat(send(2)).isEqualTo("200");
		assertThat(stalled).isNotDone();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.s3.awaitEnd(Op.UPLOAD_PART, 2, Duration.ZERO));
		stall.release();
		assertThat(stalled.get()).isEqualTo("200");
		this.s3.awaitEnd(Op.UPLOAD_PART, 2, PATIENCE);
	}

	@Test
	void stores_nothing_of_a_part_whose_upload_is_aborted_while_it_comes() throws Exception {
		Fault stall = this.s3.faults().add(Fault.on(Op.UPLOAD_PART).stallInBody(10));
		CompletableFuture<String> late = OwnThread.supply(() -> sent(1));
		this.s3.awaitRequest(Op.UPLOAD_PART, 1, PATIENCE);
		assertThat(outcome(this.client.delete(StubClient.target("key", this.id)))).isEqualTo("204");
		stall.release();

		assertThat(late.get()).isEqualTo("404 NoSuchUpload");
		assertThat(this.s3.partSends("key")).isEmpty();
	}

	@Test
	void ends_a_stall_when_it_is_closed() throws Exception {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).stallInBody());
		CompletableFuture<String> stalled = OwnThread.supply(() -> sent(1));
		this.s3.awaitRequest(Op.UPLOAD_PART, 1, PATIENCE);
		this.s3.close();

		assertThat(stalled.get()).contains("IOException");
		assertThat(this.s3.requests(Op.UPLOAD_PART)).extracting(RecordedRequest::status).containsExactly(0);
	}

	@Test
	void reads_and_answers_slowly() throws IOException {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(1).slowRead(5000));
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).part(2).delay(Duration.ofMillis(200)));
		long start = System.nanoTime();

		assertThat(List.of(send(1), send(2))).containsOnly("200");

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(350));
	}

	@Test
	void runs_what_the_test_wants_at_that_moment() throws IOException {
		List<String> seen = new ArrayList<>();
		this.s3.faults()
			.add(Fault.on(Op.UPLOAD_PART).then(() -> seen.add("before: " + this.s3.partSends("key").size())));
		this.s3.faults()
			.add(Fault.on(Op.UPLOAD_PART).whenDone(() -> seen.add("after: " + this.s3.partSends("key").size())));

		assertThat(send(1)).isEqualTo("200");
		assertThat(seen).containsExactly("before: 0", "after: 1");
	}

	@Test
	void tells_of_a_hook_that_failed_when_it_is_closed() throws IOException {
		this.s3.faults().add(Fault.on(Op.UPLOAD_PART).then(() -> assertThat(1).isEqualTo(2)));

		assertThat(send(1)).isEqualTo("200");
		assertThatIllegalStateException().isThrownBy(this.s3::close).withMessageContaining("hook failed");
	}

	@Test
	void forgets_its_faults_when_told_to() throws IOException {
		this.s3.faults().add(Fault.onAny().answer(500, "InternalError"));
		this.s3.faults().clear();

		assertThat(send(1)).isEqualTo("200");
	}

	private String send(int number) throws IOException {
		return outcome(this.client.part("key", this.id, number, BODY));
	}

	private String sent(int number) {
		try {
			return send(number);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static List<Integer> struck(int[] numbers) {
		Faults faults = new Faults();
		faults.add(Fault.on(Op.UPLOAD_PART).probability(0.3, 42).answer(500, "InternalError"));
		List<Integer> struck = new ArrayList<>();
		for (int number : numbers) {
			RequestLine line = new RequestLine("PUT", "/bucket/key?uploadId=u&partNumber=" + number, "HTTP/1.1");
			if (faults.planFor(RequestTarget.of(line)).has(FaultAction.AnswerInstead.class)) {
				struck.add(number);
			}
		}
		return struck;
	}

}
