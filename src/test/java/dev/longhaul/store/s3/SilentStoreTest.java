package dev.longhaul.store.s3;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.longhaul.store.Access;
import dev.longhaul.store.Route;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreUnavailable;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import dev.longhaul.stub.StrictS3Options;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A store that takes connections and does not answer: each try takes its time.
 */
class SilentStoreTest {

	/** As long as a socket is waited for. */
	private static final Duration SILENCE = Duration.ofMinutes(2);

	/** In which those that begin ask together. */
	private static final Duration SECONDS = Duration.ofSeconds(5);

	private final SdkException silent = SdkClientException.create("Unable to execute HTTP request",
			new SocketTimeoutException("Read timed out"));

	private final AtomicLong nanos = new AtomicLong();

	private final List<String> told = new ArrayList<>();

	private final Outage outage = new Outage("https://store/vault", this.nanos::get, this.told::add);

	private final HopefulRetries retries = Retries.patient(Duration.ofSeconds(1), (pause) -> true, this.outage);

	@Test
	void it_is_told_of_when_the_first_try_has_ended_and_tried_once_more() {
		RetryToken request = begun();
		pass(SILENCE);
		request = retried(request, this.silent);
		assertThat(this.told).singleElement()
			.asString()
			.startsWith("https://store/vault does not answer (Read timed out)");
		pass(SILENCE);

		assertHopeless(request);
	}

	@Test
	void the_files_after_it_fail_at_once_until_it_is_asked_again() {
		goSilent();
		pass(SECONDS);
		for (int file = 0; file < 1000; file++) {
			assertFailsAtOnce();
		}
		pass(SILENCE.multipliedBy(2));
		RetryToken asks = begun();
		pass(SILENCE);
		assertHopeless(asks);
		assertFailsAtOnce();
		pass(SILENCE);

		this.retries.recordSuccess(RecordSuccessRequest.create(begun()));

		assertThat(this.told).last().isEqualTo("https://store/vault answers again");
		RetryToken later = begun();
		pass(SILENCE);
		assertThat(retried(later, this.silent)).as("has its tries again").isNotNull();
	}

	@Test
	void the_look_whether_a_complete_without_an_answer_was_done_is_not_spared() {
		goSilent();

		this.retries.recordSuccess(RecordSuccessRequest.create(begun()));

		pass(SECONDS);
		assertThat(begun()).isNotNull();
	}

	@Test
	void one_that_fails_each_try_in_no_time_is_asked_for_each_file() {
		SdkException refused = SdkClientException.create("Unable to execute HTTP request",
				new SocketException("Connection refused"));
		retried(begun(), refused);
		pass(Duration.ofMinutes(3));
		for (int file = 0; file < 10; file++) {
			RetryToken request = begun();
			assertThatExceptionOfType(TokenAcquisitionFailedException.class)
				.isThrownBy(() -> retried(request, refused));
		}
	}

	@Test
	void a_complete_that_sends_white_space_for_minutes_and_then_nothing_is_tried_again() {
		RetryToken complete = begun();
		pass(Duration.ofMinutes(10).plus(SILENCE));

		assertThat(retried(complete, this.silent)).isNotNull();
	}

	@Test
	void what_others_got_meanwhile_is_no_silence() {
		RetryToken request = begun();
		pass(SILENCE.minusSeconds(1));
		this.retries.recordSuccess(RecordSuccessRequest.create(begun()));
		pass(Duration.ofSeconds(1));

		retried(request, this.silent);

		assertThat(this.told).isEmpty();
	}

	@Test
	void a_body_that_breaks_off_after_minutes_is_no_silence() {
		RetryToken request = begun();
		pass(Duration.ofMinutes(10));

		retried(request, SdkClientException.create("Unable to execute HTTP request", new SocketException("reset")));

		assertThat(this.told).isEmpty();
	}

	@Test
	void the_files_after_it_get_the_same_sentence_without_a_request() {
		try (StrictS3 s3 = StrictS3.start().createBucket("vault")) {
			s3.faults().add(Fault.on(Op.HEAD_OBJECT).resetBeforeHeaders());
			// a minute for each try
			Outage gone = new Outage("", () -> this.nanos.get() + Duration.ofMinutes(s3.requests().size()).toNanos(),
					this.told::add);
			try (S3Client client = client(s3, gone)) {
				assertThat(failure(s3, client, "first.dump")).hasMessageContaining(" first.dump: ")
					.hasMessageContaining("does not answer");
				int requests = s3.requests().size();
				pass(SECONDS);

				assertThat(failure(s3, client, "second.dump")).hasMessageContaining(" second.dump: ")
					.hasMessageContaining("does not answer");

				assertThat(s3.requests()).hasSize(requests);
			}
		}
	}

	@Test
	void has_one_sentence_however_often_it_was_tried() {
		StoreAddress address = new StoreAddress("vault", URI.create("https://store"), null, Route.usual(true),
				Access.USUAL);
		ApiCallAttemptTimeoutException late = ApiCallAttemptTimeoutException.builder()
			.message("no answer")
			.numAttempts(3)
			.build();

		assertThat(new S3Failures(address, "us-east-1").named(S3Operation.HEAD_OBJECT.of("a.dump"), late))
			.hasMessageContaining("https://store/vault does not answer (no answer); check");
	}

	private static StoreUnavailable failure(StrictS3 s3, S3Client client, String key) {
		StoreAddress address = new StoreAddress("vault", s3.endpoint(), null, Route.usual(true), Access.USUAL);
		RuntimeException failure = catchThrowableOfType(RuntimeException.class,
				() -> client.headObject((request) -> request.bucket("vault").key(key)));
		return (StoreUnavailable) new S3Failures(address, "us-east-1").named(S3Operation.HEAD_OBJECT.of(key), failure);
	}

	private static S3Client client(StrictS3 s3, Outage outage) {
		return S3Client.builder()
			.endpointOverride(s3.endpoint())
			.region(Region.US_EAST_1)
			.forcePathStyle(true)
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(StrictS3Options.ACCESS_KEY_ID, "secret")))
			.overrideConfiguration(
					(client) -> client.retryStrategy(Retries.patient(Duration.ofMillis(1), (pause) -> true, outage)))
			.build();
	}

	private void goSilent() {
		RetryToken request = begun();
		pass(SILENCE);
		request = retried(request, this.silent);
		pass(SILENCE);
		assertHopeless(request);
	}

	private void assertFailsAtOnce() {
		assertThatExceptionOfType(SdkException.class).isThrownBy(this::begun).isSameAs(this.silent);
	}

	private void assertHopeless(RetryToken request) {
		assertThatExceptionOfType(TokenAcquisitionFailedException.class)
			.isThrownBy(() -> retried(request, this.silent));
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private RetryToken begun() {
		return this.retries.acquireInitialToken(AcquireInitialTokenRequest.create("test")).token();
	}

	private RetryToken retried(RetryToken token, SdkException failure) {
		return this.retries.refreshRetryToken(RefreshRetryTokenRequest.builder().token(token).failure(failure).build())
			.token();
	}

}
