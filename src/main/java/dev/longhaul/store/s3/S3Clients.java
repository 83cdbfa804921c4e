package dev.longhaul.store.s3;

import java.time.Duration;

import dev.longhaul.store.StoreAddress;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Builds the SDK's client so that it says on the wire what Longhaul says, and nothing by
 * itself.
 */
final class S3Clients {

	/** With the SDK's backoff of up to 20 s a store may be away for about a minute. */
	private static final int ATTEMPTS = 8;

	/** S3 may take minutes for Complete and sends white space meanwhile. */
	private static final Duration SILENCE = Duration.ofMinutes(2);

	private static final int IMPATIENT_ATTEMPTS = 3;

	private static final Duration IMPATIENCE = Duration.ofSeconds(20);

	private S3Clients() {
	}

	static S3Client connect(StoreAddress address, int connections) {
		return builder(address, connections).overrideConfiguration(
				(client) -> client.addExecutionInterceptor(new Transmissions()).retryStrategy(retryStrategy(ATTEMPTS)))
			.build();
	}

	/** For questions to which somebody waits for the answer. */
	static S3Client connectImpatiently(StoreAddress address) {
		return builder(address, 1).overrideConfiguration(
				(client) -> client.retryStrategy(retryStrategy(IMPATIENT_ATTEMPTS)).apiCallAttemptTimeout(IMPATIENCE))
			.build();
	}

	private static RetryStrategy retryStrategy(int attempts) {
		return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts).build();
	}

	private static S3ClientBuilder builder(StoreAddress address, int connections) {
		S3ClientBuilder builder = S3Client.builder()
			// built by the client, so that closing the client closes its connections,
			// busy ones too
			.httpClientBuilder(httpClient(address, connections))
			.credentialsProvider(credentials(address.profile()))
			.forcePathStyle(address.pathStyle())
			// by default the SDK adds a CRC32 as an aws-chunked trailer, which several
			// stores answer with 400, 501 or 411
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
			.serviceConfiguration((s3) -> s3.chunkedEncodingEnabled(false));
		if (address.endpoint() != null) {
			builder.endpointOverride(address.endpoint());
		}
		region(address, builder);
		return builder;
	}

	private static void region(StoreAddress address, S3ClientBuilder builder) {
		if (address.region() != null) {
			builder.region(Region.of(address.region()));
		}
		else if (address.endpoint() != null) {
			// other stores take any region, but the signature needs one
			builder.region(Region.US_EAST_1);
		}
	}

	private static DefaultCredentialsProvider credentials(@Nullable String profile) {
		DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
		return (profile != null) ? builder.profileName(profile).build() : builder.build();
	}

	private static SdkHttpClient.Builder<?> httpClient(StoreAddress address, int connections) {
		Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
			.maxConnections(connections)
			.connectionTimeout(Duration.ofSeconds(10))
			.connectionAcquisitionTimeout(Duration.ofMinutes(5))
			.socketTimeout(SILENCE)
			.tcpKeepAlive(true);
		PrivateAuthorities.of(address).ifPresent(builder::tlsTrustManagersProvider);
		return builder;
	}

}
