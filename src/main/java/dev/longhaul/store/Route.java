package dev.longhaul.store;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * By which entrance requests come to a bucket.
 *
 * @param pathStyle bucket in the path, not in the host name
 * @param dualstack by AWS's hosts that have IPv6 too
 * @param fips by AWS's hosts with validated cryptography
 * @param accelerate by the nearest edge of AWS's network
 * @param unsignedPayload over plain http: the signature does not cover the bytes
 * @param caCertificates PEM file with the private authorities to trust, null for the
 * JDK's
 */
public record Route(boolean pathStyle, boolean dualstack, boolean fips, boolean accelerate, boolean unsignedPayload,
		@Nullable Path caCertificates) {

	/** The bucket in the host name, or in the path; the JDK's authorities. */
	public static Route usual(boolean pathStyle) {
		return new Route(pathStyle, false, false, false, false, null);
	}

	/** Other stores have none of AWS's entrances. */
	Route to(@Nullable URI endpoint, boolean inPath) {
		boolean aws = endpoint == null;
		return new Route(inPath, aws && this.dualstack, aws && this.fips, aws && this.accelerate, this.unsignedPayload,
				this.caCertificates);
	}

}
