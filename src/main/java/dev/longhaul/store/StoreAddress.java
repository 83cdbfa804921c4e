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
 * @param former whether its definition names another one by now: a bucket in another
 * region is then looked for, because nobody would correct it there
 */
public record StoreAddress(String bucket, @Nullable URI endpoint, @Nullable String region, Route route, Access access,
		boolean former) {

	/** One that a definition names. */
	public StoreAddress(String bucket, @Nullable URI endpoint, @Nullable String region, Route route, Access access) {
		this(bucket, endpoint, region, route, access, false);
	}

	/**
	 * Where an upload was begun whose definition names this address by now.
	 * @param identity as {@link #identity()} gave it
	 * @param noted the region that was named then; null where none was, or is known
	 */
	public StoreAddress formerly(String identity, @Nullable String noted) {
		if (identity.equals(identity())) {
			return this;
		}
		StoreAddress begun = withIdentity(identity);
		boolean namesOne = BucketKind.regionOf(begun.bucket()).isPresent();
		String usual = namesOne ? null : this.region;
		return new StoreAddress(begun.bucket(), begun.endpoint(), (noted != null) ? noted : usual, begun.route(),
				this.access, true);
	}

	/**
	 * This address with another endpoint and bucket.
	 * @param identity as {@link #identity()} gave it
	 * @throws IllegalArgumentException if it has not both
	 */
	StoreAddress withIdentity(String identity) {
		// the ARN of an access point has a slash
		int arn = identity.indexOf("/arn:");
		int slash = (arn >= 0) ? arn : identity.lastIndexOf('/');
		URI uri = (slash > 0) ? uri(identity, identity.substring(0, slash)) : null;
		if (slash <= 0 || slash == identity.length() - 1) {
			throw unknown(identity);
		}
		String name = identity.substring(slash + 1);
		boolean usual = uri != null && BucketKind.regionOf(name).isEmpty();
		boolean inPath = ((uri != null) == (this.endpoint != null)) ? this.route.pathStyle() : usual;
		return new StoreAddress(name, uri, this.region, this.route.to(uri, inPath), this.access);
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
