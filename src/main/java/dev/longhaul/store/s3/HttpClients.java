package dev.longhaul.store.s3;

import java.time.Duration;
import java.util.Optional;

import dev.longhaul.store.StoreAddress;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * Builds the HTTP client, with this machine's proxy and the authorities of the address.
 */
final class HttpClients {

	/** S3 may take minutes for Complete and sends white space meanwhile. */
	static final Duration SILENCE = Duration.ofMinutes(2);

	private HttpClients() {
	}

	/**
	 * Of an address.
	 * @param scheme of what is asked
	 */
	static SdkHttpClient.Builder<?> of(StoreAddress address, String scheme, int connections) {
		return with(PrivateAuthorities.of(address), scheme, connections);
	}

	static SdkHttpClient.Builder<?> with(Optional<TlsTrustManagersProvider> authorities, String scheme,
			int connections) {
		Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
			.maxConnections(connections)
			.connectionTimeout(Duration.ofSeconds(10))
			.connectionAcquisitionTimeout(Duration.ofMinutes(5))
			.socketTimeout(SILENCE)
			.tcpKeepAlive(true)
			.proxyConfiguration(
					Proxy.of(scheme, Proxy.Settings.OF_THIS_PROCESS).map(Proxy::configuration).orElseGet(Proxy::none));
		authorities.ifPresent(builder::tlsTrustManagersProvider);
		return builder;
	}

	static String scheme(StoreAddress address) {
		return (address.endpoint() != null) ? address.endpoint().getScheme() : "https";
	}

	/** The proxy by which a host of the address is asked. */
	static Optional<Proxy> proxy(StoreAddress address, String host) {
		return Proxy.of(scheme(address), Proxy.Settings.OF_THIS_PROCESS).filter((proxy) -> proxy.isFor(host));
	}

}
