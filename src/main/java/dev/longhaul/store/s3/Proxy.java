package dev.longhaul.store.s3;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.longhaul.store.MachineUnfit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * The proxy that this machine names for a scheme, read as curl and the other AWS tools do
 * it; the SDK by itself would look for that of http only.
 *
 * @param direct patterns of hosts that are asked without it
 */
record Proxy(URI at, @Nullable String user, @Nullable String password, Set<String> direct) {

	private static final Pattern BETWEEN = Pattern.compile("[,|\\s]+");

	/**
	 * By the system properties of Java, else by the environment.
	 * @param scheme of the store's address
	 */
	static Optional<Proxy> of(String scheme, Settings settings) {
		String host = settings.property(scheme + ".proxyHost");
		return (host != null) ? Optional.of(byProperties(scheme, host, settings)) : byEnvironment(scheme, settings);
	}

	private static Proxy byProperties(String scheme, String host, Settings settings) {
		String port = settings.property(scheme + ".proxyPort");
		return new Proxy(
				URI.create("http://" + host + ":" + ((port != null) ? port : scheme.equals("http") ? 80 : 443)),
				settings.property(scheme + ".proxyUser"), settings.property(scheme + ".proxyPassword"),
				direct(settings.property("http.nonProxyHosts")));
	}

	private static Optional<Proxy> byEnvironment(String scheme, Settings settings) {
		String variable = scheme + "_proxy";
		String value = settings.variable(variable);
		if (value == null) {
			return Optional.empty();
		}
		URI uri = parse(value, variable.toUpperCase(Locale.ROOT));
		int port = (uri.getPort() > 0) ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
		String info = (uri.getUserInfo() != null) ? uri.getUserInfo() : "";
		int colon = info.indexOf(':');
		return Optional.of(new Proxy(URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port),
				(colon >= 0) ? info.substring(0, colon) : null, (colon >= 0) ? info.substring(colon + 1) : null,
				direct(settings.variable("no_proxy"))));
	}

	private static URI parse(String value, String variable) {
		try {
			URI uri = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
			if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// its words repeat the value
		}
		throw new MachineUnfit(variable + " is no address of a proxy (it is not shown, for it may hold a password); "
				+ "write http://host:port or http://user:password@host:port, other characters as %XX", null);
	}

	private static Set<String> direct(@Nullable String hosts) {
		return Arrays.stream(BETWEEN.split((hosts != null) ? hosts.toLowerCase(Locale.ROOT) : ""))
			.filter((host) -> !host.isEmpty())
			.map(Proxy::pattern)
			.collect(Collectors.toSet());
	}

	/**
	 * A name stands for the names below it too. An address of IPv6 is in brackets or not,
	 * in the variable and where the host is asked for; only behind brackets is a port.
	 */
	private static String pattern(String host) {
		String name = host.replaceFirst("^([^:]*|\\[.*]):\\d+$", "$1").replaceAll("[\\[\\]]", "");
		return name.equals("*") ? ".*"
				: "\\[?(.*\\.)?" + Pattern.quote(name.replaceFirst("^\\*?\\.", "")).replace("*", "\\E.*\\Q") + "]?";
	}

	boolean isFor(String host) {
		return this.direct.stream().noneMatch(host.toLowerCase(Locale.ROOT)::matches);
	}

	ProxyConfiguration configuration() {
		return ProxyConfiguration.builder()
			.endpoint(this.at)
			.username(this.user)
			.password(this.password)
			// else each part would be sent twice, first only to be asked for the password
			.preemptiveBasicAuthenticationEnabled(this.user != null)
			.nonProxyHosts(this.direct)
			.useSystemPropertyValues(false)
			.useEnvironmentVariableValues(false)
			.build();
	}

	static ProxyConfiguration none() {
		return ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false).build();
	}

	/** Never with the password. */
	@Override
	public String toString() {
		return this.at.getHost() + ":" + this.at.getPort();
	}

	/**
	 * What the machine says: a system property, or a variable of the environment by its
	 * small or its capital letters; null for what is not there or blank.
	 */
	interface Settings {

		Settings OF_THIS_PROCESS = new Settings() {

			@Override
			public @Nullable String property(String name) {
				return textOrNull(System.getProperty(name));
			}

			@Override
			public @Nullable String variable(String name) {
				String small = textOrNull(System.getenv(name));
				return (small != null) ? small : textOrNull(System.getenv(name.toUpperCase(Locale.ROOT)));
			}

			private @Nullable String textOrNull(@Nullable String value) {
				return (value != null && !value.isBlank()) ? value : null;
			}

		};

		@Nullable String property(String name);

		@Nullable String variable(String name);

	}

}
