package dev.longhaul.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.Route;
import dev.longhaul.store.StoreAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Builds the SDK's client so that it sends what Longhaul asks for and adds nothing.
 */
final class S3Clients {

	private static final Logger log = LoggerFactory.getLogger(S3Clients.class);

	private static final Duration IMPATIENCE = Duration.ofSeconds(20);

	private S3Clients() {
	}

	static S3Connection connect(StoreAddress address, int connections, Pauses pauses) {
		return UnreadableSettings.named(() -> connect(address, connections, patience(address, pauses)));
	}

	/**
	 * For what a plan rests on: as patient, but an answer is as short as the question.
	 */
	static S3Connection connectForTrials(StoreAddress address, Pauses pauses) {
		return UnreadableSettings.named(() -> connect(address, 1,
				patience(address, pauses).andThen((client) -> client.apiCallAttemptTimeout(IMPATIENCE))));
	}

	private static Consumer<ClientOverrideConfiguration.Builder> patience(StoreAddress address, Pauses pauses) {
		Outage outage = new Outage(address.identity(), System::nanoTime, log::warn);
		return (client) -> client.addExecutionInterceptor(new Transmissions(outage::flows))
			.addExecutionInterceptor(new KeyInClearText())
			.retryStrategy(Retries.patient(pauses, outage));
	}

	/** For questions to which somebody waits for the answer. */
	static S3Connection connectImpatiently(StoreAddress address) {
		return UnreadableSettings.named(() -> connect(address, 1,
				(client) -> client.addExecutionInterceptor(new KeyInClearText())
					.retryStrategy(Retries.impatient())
					.apiCallAttemptTimeout(IMPATIENCE)));
	}

	private static S3Connection connect(StoreAddress address, int connections,
			Consumer<ClientOverrideConfiguration.Builder> patience) {
		CliNames.areKnownToTheSdk(System.getenv());
		// fails here with a sentence; the SDK would fail with a bare exception
		Profiles.file();
		NativeCryptography.prefer();
		AllRegions.signatureFor(address);
		try {
			RenewableCredentials credentials = RenewableCredentials.of(address);
			try {
				return connect(address, credentials, builder(address, connections).credentialsProvider(credentials)
					.overrideConfiguration(
							patience.andThen((own) -> own.defaultProfileName(Profiles.name(address.access())))));
			}
			catch (RuntimeException ex) {
				credentials.close();
				throw ex;
			}
		}
		catch (SdkException ex) {
			throw new S3Failures(address, address.region()).connecting(ex);
		}
	}

	private static S3Connection connect(StoreAddress address, RenewableCredentials credentials,
			S3ClientBuilder builder) {
		S3Client client = builder.build();
		try {
			requireStatedEndpoint(address, client);
		}
		catch (MachineUnfit ex) {
			client.close();
			throw ex;
		}
		String region = client.serviceClientConfiguration().region().id();
		return new S3Connection(client, new S3Calls(new S3Failures(address, region), credentials));
	}

	/**
	 * The SDK finds endpoints in profiles and properties of its own, of which no receipt
	 * would tell: a file would count as delivered to AWS.
	 */
	private static void requireStatedEndpoint(StoreAddress address, S3Client client) {
		Optional<URI> other = client.serviceClientConfiguration()
			.endpointOverride()
			.filter((endpoint) -> address.endpoint() == null);
		if (other.isPresent()) {
			throw new MachineUnfit(
					("this goes to AWS, but the AWS profile %s, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL or a property of the "
							+ "JVM leads to %s; write that as destination.endpoint, or set "
							+ "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true, then run again")
						.formatted(Profiles.name(address.access()), other.get()),
					null);
		}
	}

	private static S3ClientBuilder builder(StoreAddress address, int connections) {
		S3ClientBuilder builder = S3Client.builder()
			// built by the client, so that closing the client closes its connections,
			// busy ones too
			.httpClientBuilder(
					new AskingHttpClient.Builder(HttpClients.of(address, HttpClients.scheme(address), connections)))
			.forcePathStyle(address.route().pathStyle())
			// by default the SDK adds a CRC32 as an aws-chunked trailer, which several
			// stores answer with 400, 501 or 411
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
			.serviceConfiguration((s3) -> s3.chunkedEncodingEnabled(false));
		if (address.endpoint() != null) {
			requireDemandedCryptography(address, address.endpoint());
			// the SDK's own settings are of AWS's hosts, and it refuses them at another
			builder.endpointOverride(address.endpoint()).fipsEnabled(false).dualstackEnabled(false);
		}
		Regions.of(address).ifPresent(builder::region);
		if (address.former()) {
			builder.crossRegionAccessEnabled(true);
		}
		entrances(address.route(), builder);
		if (address.route().unsignedPayload()) {
			builder.putAuthScheme(new UnsignedPayload());
		}
		return builder;
	}

	/** This machine may demand FIPS 140 of AWS; another store has no such hosts. */
	private static void requireDemandedCryptography(StoreAddress address, URI endpoint) {
		String profile = Profiles.name(address.access());
		boolean demanded = FipsEnabledProvider.builder()
			.profileFile(Profiles::file)
			.profileName(profile)
			.build()
			.isFipsEnabled()
			.orElse(false);
		if (demanded && String.valueOf(endpoint.getHost()).matches("(?!.*fips).*\\.amazonaws\\.com(\\.cn)?")) {
			throw new MachineUnfit(
					("AWS_USE_FIPS_ENDPOINT, or use_fips_endpoint of the AWS profile %s, wants hosts of AWS with validated "
							+ "cryptography, and destination.endpoint %s is none; correct one of the two, then run again")
						.formatted(profile, endpoint),
					null);
		}
	}

	/** Only set, never unset: the SDK's own settings may want it too. */
	private static void entrances(Route route, S3ClientBuilder builder) {
		if (route.dualstack()) {
			builder.dualstackEnabled(true);
		}
		if (route.fips()) {
			builder.fipsEnabled(true);
		}
		if (route.accelerate()) {
			builder.accelerate(true);
		}
	}

}
