package dev.longhaul.stub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.longhaul.stub.StubClient.outcome;
import static dev.longhaul.stub.StubClient.random;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stub lets in whom S3 would let in.
 */
class StrictS3AccessTest {

	private final StrictS3 s3 = StrictS3.start().createBucket("bucket");

	private final StubClient client = new StubClient(this.s3);

	@AfterEach
	void close() {
		this.s3.close();
	}

	@Test
	void refuses_whoever_it_does_not_know() throws IOException {
		HttpRequest nobody = HttpRequest.newBuilder(URI.create(this.s3.endpoint() + "/bucket/key"))
			.PUT(BodyPublishers.ofByteArray(random(10)))
			.build();
		String other = "AWS4-HMAC-SHA256 Credential=OTHER/20260101/us-east-1/s3/aws4_request";

		assertThat(outcome(this.client.send(nobody))).isEqualTo("403 AccessDenied");
		assertThat(outcome(this.client.put("/bucket/key", random(10), "Authorization", other)))
			.isEqualTo("403 InvalidAccessKeyId");
		this.s3.allowCredentials("OTHER");
		assertThat(outcome(this.client.put("/bucket/key", random(10), "Authorization", other))).isEqualTo("200");
	}

	@Test
	void refuses_expired_credentials_until_they_are_good_again() throws IOException {
		this.s3.expireCredentials(StrictS3Options.ACCESS_KEY_ID);
		assertThat(outcome(this.client.get("/bucket/key"))).isEqualTo("403 ExpiredToken");
		this.s3.allowCredentials(StrictS3Options.ACCESS_KEY_ID);
		assertThat(outcome(this.client.get("/bucket/key"))).isEqualTo("404 NoSuchKey");
	}

	@Test
	void takes_temporary_credentials_with_their_token_only() throws IOException {
		assertThat(outcome(this.client.get("/bucket/key", "x-amz-security-token", "t"))).isEqualTo("400 InvalidToken");

		this.s3.allowCredentials(StrictS3Options.ACCESS_KEY_ID, "token");

		assertThat(outcome(this.client.get("/bucket/key"))).isEqualTo("403 InvalidAccessKeyId");
		assertThat(outcome(this.client.get("/bucket/key", "x-amz-security-token", "t"))).isEqualTo("400 InvalidToken");
		assertThat(outcome(this.client.get("/bucket/key", "x-amz-security-token", "token"))).isEqualTo("404 NoSuchKey");
	}

	@Test
	void takes_requests_of_a_directory_bucket_by_its_sessions_only() throws IOException {
		this.s3.createBucket("b--use1-az4--x-s3");

		assertThat(outcome(this.client.put("/b--use1-az4--x-s3/key", random(10)))).isEqualTo("403 AccessDenied");
		assertThat(outcome(this.client.get("/b--use1-az4--x-s3?session"))).isEqualTo("200");
		assertThat(outcome(this.client.get("/bucket?session"))).isEqualTo("501 NotImplemented");
	}

}
