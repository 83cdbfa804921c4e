package dev.longhaul.definition;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must hold of the address of another store. It stands in every report and receipt,
 * so what may be a secret is refused, and not repeated.
 */
final class EndpointRules {

	private static final String RIGHT = "write https://host or https://host:port";

	private static final int MOST_PORT = 65_535;

	private static final Pattern SCHEME = Pattern.compile("^https?(?=://)", Pattern.CASE_INSENSITIVE);

	private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

	private EndpointRules() {
	}

	/**
	 * The one spelling of those that name the same store, for the address is part of an
	 * upload's identity; what is no endpoint stays as it is written.
	 */
	static String usual(String endpoint) {
		String written = SCHEME.matcher(endpoint).replaceFirst((scheme) -> scheme.group().toLowerCase(Locale.ROOT));
		return parsed(written).filter(EndpointRules::isPlain).map(EndpointRules::usual).orElse(written);
	}

	private static boolean isPlain(URI uri) {
		return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
				&& uri.getRawFragment() == null;
	}

	private static String usual(URI uri) {
		boolean said = uri.getPort() >= 0 && !Objects.equals(USUAL_PORTS.get(uri.getScheme()), uri.getPort());
		return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (said ? ":" + uri.getPort() : "")
				+ uri.getRawPath();
	}

	/**
	 * What is wrong with it, if something is. A few stores have a path of their own, such
	 * as Supabase.
	 * @param bucket that the requests put behind it
	 */
	static Optional<String> problemOf(String endpoint, String bucket) {
		String written = endpoint.strip();
		if (written.contains("@")) {
			return Optional.of("has a user or a password in it, which every report and receipt would show; " + RIGHT
					+ ", and give the credentials by the environment or a profile");
		}
		if (written.contains("?") || written.contains("#")) {
			return Optional.of("has a query ('?') or a fragment ('#'), which an endpoint cannot have; " + RIGHT);
		}
		return problemOf(written, parsed(written), bucket);
	}

	private static Optional<String> problemOf(String written, Optional<URI> parsed, String bucket) {
		String scheme = parsed.map(URI::getScheme).orElse("");
		if (!Set.of("http", "https").contains(scheme)) {
			return noEndpoint(written);
		}
		URI uri = parsed.orElseThrow();
		if (uri.getHost() == null) {
			boolean underscore = uri.getAuthority() != null && uri.getAuthority().contains("_");
			return underscore ? Optional
				.of(("'%s' has an underscore in the host's name, which no host may have; call it by "
						+ "another name (with Docker an alias of the network), or by its address")
					.formatted(written)) : noEndpoint(written);
		}
		if (uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
			return Optional.of("'%s' has the port %d, and there are only those from 1 to %d".formatted(written,
					uri.getPort(), MOST_PORT));
		}
		if (uri.getHost().endsWith(".")) {
			return Optional.of(("'%s' has a dot at the end of the host's name, by which the store would be another "
					+ "one; leave it out")
				.formatted(written));
		}
		boolean twice = !bucket.isBlank() && uri.getPath().replaceFirst("/+$", "").endsWith("/" + bucket);
		return twice ? Optional
			.of("has the bucket at its end, '%s'; leave it out, destination.bucket says it".formatted(uri.getPath()))
				: Optional.empty();
	}

	private static Optional<String> noEndpoint(String written) {
		return Optional.of("'%s' is no endpoint; %s".formatted(written, RIGHT));
	}

	private static Optional<URI> parsed(String written) {
		try {
			return Optional.of(new URI(written));
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

}
