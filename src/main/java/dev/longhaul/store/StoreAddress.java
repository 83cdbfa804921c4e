package dev.longhaul.store;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is and how to reach it. Holds no secret: credentials come from the SDK's
 * chain.
 *
 * @param endpoint null for AWS
 * @param region null to take the SDK's default chain
 * @param pathStyle bucket in the path, not in the host name
 * @param profile of the AWS config files, null for the default chain
 * @param caCertificates PEM file with the private authorities to trust, null for the
 * JDK's
 */
public record StoreAddress(String bucket, @Nullable URI endpoint, @Nullable String region, boolean pathStyle,
		@Nullable String profile, @Nullable Path caCertificates) {

	/**
	 * This address with another endpoint and bucket.
	 * @param identity as {@link #identity()} gave it
	 */
	public StoreAddress withIdentity(String identity) {
		int slash = identity.lastIndexOf('/');
		String before = identity.substring(0, slash);
		URI uri = before.equals("s3:/") ? null : URI.create(before);
		return new StoreAddress(identity.substring(slash + 1), uri, this.region, this.pathStyle, this.profile,
				this.caCertificates);
	}

	/**
	 * The part of the address that identifies the bucket: part of an upload's identity.
	 */
	public String identity() {
		return ((this.endpoint != null) ? this.endpoint.toString().replaceAll("/+$", "") + "/" : "s3://") + this.bucket;
	}

}
