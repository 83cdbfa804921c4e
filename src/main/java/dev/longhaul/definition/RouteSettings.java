package dev.longhaul.definition;

import java.net.URI;
import java.nio.file.Path;

import dev.longhaul.store.BucketKind;
import dev.longhaul.store.Route;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By which entrance the requests are to come to the bucket.
 *
 * @param pathStyle null: yes with an endpoint, no on AWS
 * @param unsignedPayload over http, leaves the bytes out of the signature
 */
record RouteSettings(@Nullable Boolean pathStyle, @DefaultValue("false") boolean dualstack,
		@DefaultValue("false") boolean fips, @DefaultValue("false") boolean accelerate,
		@DefaultValue("false") boolean unsignedPayload, @Nullable String caCertificates) {

	/** A blank setting counts as not set. */
	RouteSettings {
		caCertificates = WrittenText.orNull(caCertificates);
	}

	Route to(@Nullable URI endpoint, String bucket) {
		boolean named = BucketKind.regionOf(bucket).isPresent();
		boolean inPath = (this.pathStyle != null) ? this.pathStyle : endpoint != null && !named;
		Path authorities = (this.caCertificates != null) ? Path.of(this.caCertificates) : null;
		return new Route(inPath, this.dualstack, this.fips, this.accelerate, this.unsignedPayload, authorities);
	}

}
