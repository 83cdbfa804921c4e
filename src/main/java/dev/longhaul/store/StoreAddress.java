package dev.longhaul.store;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is, how to reach it, and with whose rights.
 *
 * @param bucket name, or ARN of an access point
 * @param endpoint null for AWS
 * @param region null to take the access point's or the SDK's default chain
 */
public record StoreAddress(String bucket, @Nullable URI endpoint, @Nullable String region, Route route, Access access) {

	/**
	 * This address with another endpoint and bucket.
	 * @param identity as {@link #identity()} gave it
	 * @throws IllegalArgumentException if it has not both
	 */
	public StoreAddress withIdentity(String identity) {
		// the ARN of an access point has a slash
		int arn = identity.indexOf("/arn:");
		int slash = (arn >= 0) ? arn : identity.lastIndexOf('/');
		URI uri = (slash > 0) ? uri(identity, identity.substring(0, slash)) : null;
		if (slash <= 0 || slash == identity.length() - 1) {
			throw unknown(identity);
		}
		return new StoreAddress(identity.substring(slash + 1), uri, this.region, this.route.to(uri), this.access);
	}

	private static @Nullable URI uri(String identity, String endpoint) {
		if (endpoint.equals("s3:/")) {
			return null;
		}
		try {
			URI uri = new URI(endpoint);
			if (uri.getScheme() != null) {
				return uri;
			}
			throw unknown(identity);
		}
		catch (URISyntaxException ex) {
			throw unknown(identity);
		}
	}

	private static IllegalArgumentException unknown(String identity) {
		return new IllegalArgumentException(
				"'%s' is no destination; it begins with s3:// or with the store's address, and ends with /BUCKET"
					.formatted(identity));
	}

	/**
	 * An address of which only endpoint and bucket are known.
	 * @param identity as {@link #identity()} gave it
	 */
	public static StoreAddress ofIdentity(String identity, @Nullable String region, @Nullable String profile) {
		StoreAddress address = new StoreAddress("", null, region, Route.usual(!identity.startsWith("s3://")),
				new Access(profile, null));
		return address.withIdentity(identity);
	}

	/**
	 * The part of the address that identifies the bucket: part of an upload's identity.
	 */
	public String identity() {
		return ((this.endpoint != null) ? this.endpoint.toString().replaceAll("/+$", "") + "/" : "s3://") + this.bucket;
	}

}
