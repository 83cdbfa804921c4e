package dev.longhaul.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long a store may be away.
 */
class RetriesTest {

	private static final int TRIES = 8;

	private final AtomicLong nanos = new AtomicLong();

	private Duration paused = Duration.ZERO;

	private final List<String> told = new ArrayList<>();

	private final Outage outage = new Outage("https://store/vault", this.nanos::get, this.told::add);

	private final HopefulRetries retries = Retries.patient(Duration.ofSeconds(1), this::pause, this.outage);

	@ParameterizedTest
	@CsvSource({ "500, InternalError", "503, SlowDown" })
	void a_store_may_be_away_for_about_a_minute_whatever_else_fails(int status, String code) {
		S3Exception failure = failure(status, code);
		for (int request = 0; request < 100; request++) {
			assertThat(pausesOfOneRequest(failure)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(91));
		}
	}

	@RepeatedTest(10)
	void a_stray_failure_costs_a_second_at_most() {
		retried(begun(), failure(500, "InternalError"));

		assertThat(this.paused).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
	}

	@Test
	void where_nothing_has_succeeded_for_minutes_no_other_file_waits_for_it() {
		S3Exception failure = failure(503, "SlowDown");
		assertThat(pausesOfOneRequest(failure)).isGreaterThan(Duration.ofSeconds(45));
		pass(Duration.ofMinutes(2));
		assertThat(pausesOfOneRequest(failure)).isGreaterThan(Duration.ofSeconds(45));
		pass(Duration.ofMinutes(1));

		assertThatExceptionOfType(TokenAcquisitionFailedException.class).isThrownBy(() -> retried(begun(), failure));

		this.retries.recordSuccess(RecordSuccessRequest.create(begun()));
		assertThat(pausesOfOneRequest(failure)).isGreaterThan(Duration.ofSeconds(45));
	}

	@Test
	void on_a_line_where_a_part_takes_minutes_each_part_has_all_its_tries() throws IOException {
		S3Exception reset = failure(500, "InternalError");
		try (InputStream body = new FlowingStream(new ByteArrayInputStream(new byte[100]), this.outage::flows,
				this.nanos::get)) {
			retried(begun(), reset);
			for (int minutes = 0; minutes < 4; minutes++) {
				pass(Duration.ofMinutes(1));
				assertThat(body.read()).isZero();
			}
			pass(Duration.ofSeconds(20));

			assertThat(pausesOfOneRequest(reset)).isGreaterThan(Duration.ofSeconds(45));
		}
	}

	@Test
	void what_fits_the_systems_buffers_does_not_tell_that_a_store_is_there() throws IOException {
		S3Exception reset = failure(500, "InternalError");
		retried(begun(), reset);
		for (int tries = 0; tries < 5; tries++) {
			pass(Duration.ofSeconds(40));
			try (InputStream body = new FlowingStream(new ByteArrayInputStream(new byte[100]), this.outage::flows,
					this.nanos::get)) {
				assertThat(body.readAllBytes()).hasSize(100);
			}
		}

		assertThatExceptionOfType(TokenAcquisitionFailedException.class).isThrownBy(() -> retried(begun(), reset));
	}

	@Test
	void a_failure_of_hours_ago_is_forgotten() {
		retried(begun(), failure(500, "InternalError"));
		pass(Duration.ofHours(3));

		assertThat(pausesOfOneRequest(failure(500, "InternalError"))).isGreaterThan(Duration.ofSeconds(45));
	}

	@Test
	void a_store_that_is_away_is_told_of_once_and_once_when_it_is_back() {
		SdkException refused = SdkClientException.create("Unable to execute HTTP request",
				new ConnectException("Connection refused"));
		retried(begun(), refused);
		assertThat(this.told).as("at first").isEmpty();
		pass(Duration.ofSeconds(5));
		for (int part = 0; part < 3; part++) {
			retried(begun(), refused);
		}
		this.outage.flows();
		retried(begun(), refused);
		pass(Duration.ofMinutes(10));
		retried(begun(), refused);
		pass(Duration.ofSeconds(5));
		retried(begun(), refused);
		assertThat(this.told)
			.containsExactly("https://store/vault does not answer (Connection refused); each request is tried "
					+ "again for about a minute");

		this.retries.recordSuccess(RecordSuccessRequest.create(begun()));
		this.retries.recordSuccess(RecordSuccessRequest.create(begun()));

		assertThat(this.told).last().isEqualTo("https://store/vault answers again");
		assertThat(this.told).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "http, ', perhaps because this port wants https'", "https, ''" })
	void a_port_that_ends_each_connection_without_an_answer_to_http_may_want_https(String scheme, String hint) {
		Outage closing = new Outage(scheme + "://store:9443/vault", this.nanos::get, this.told::add);
		SdkException closed = SdkClientException.create("Unable to execute HTTP request",
				new NoHttpResponseException("The target server failed to respond"));
		closing.isHopelessAt(closed, this.nanos.get());
		pass(Duration.ofSeconds(5));

		closing.isHopelessAt(closed, this.nanos.get());

		assertThat(this.told).containsExactly(("%s://store:9443/vault does not answer (The target server failed to "
				+ "respond%s); each request is tried again for about a minute")
			.formatted(scheme, hint));
	}

	@Test
	void failures_between_successes_are_no_outage() {
		for (int request = 0; request < 10; request++) {
			retried(begun(), failure(503, "SlowDown"));
			pass(Duration.ofSeconds(3));
			this.retries.recordSuccess(RecordSuccessRequest.create(begun()));
		}

		assertThat(this.told).isEmpty();
	}

	private boolean pause(Duration time) {
		this.paused = this.paused.plus(time);
		return true;
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private Duration pausesOfOneRequest(S3Exception failure) {
		RetryToken token = begun();
		this.paused = Duration.ZERO;
		for (int tried = 1; tried < TRIES; tried++) {
			token = retried(token, failure);
		}
		RetryToken last = token;
		assertThatExceptionOfType(TokenAcquisitionFailedException.class).isThrownBy(() -> retried(last, failure));
		return this.paused;
	}

	private RetryToken begun() {
		return this.retries.acquireInitialToken(AcquireInitialTokenRequest.create("test")).token();
	}

	private RetryToken retried(RetryToken token, SdkException failure) {
		return this.retries.refreshRetryToken(RefreshRetryTokenRequest.builder().token(token).failure(failure).build())
			.token();
	}

	private static S3Exception failure(int status, String code) {
		return (S3Exception) S3Exception.builder()
			.statusCode(status)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
			.build();
	}

}
