package dev.longhaul.definition;

import java.net.URI;
import java.util.Optional;

import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Where the bucket is, how it is reached, and by whom.
 *
 * @param endpoint null for AWS
 * @param store {@code auto} or the name of a profile
 */
record BucketSettings(@DefaultValue("") String bucket, @Nullable String region, @Nullable String endpoint,
		@DefaultValue("auto") String store, @Name("") @DefaultValue RouteSettings route,
		@Name("") @DefaultValue AccessSettings access) {

	/**
	 * A blank setting counts as not set; an endpoint may be written in several ways.
	 */
	BucketSettings {
		region = WrittenText.orNull(region);
		endpoint = WrittenText.orNull(endpoint);
		endpoint = (endpoint != null) ? EndpointRules.usual(endpoint) : null;
	}

	StoreAddress address() {
		URI uri = (this.endpoint != null) ? URI.create(this.endpoint) : null;
		return new StoreAddress(this.bucket, uri, this.region, this.route.to(uri, this.bucket), this.access.access());
	}

	StoreProfile profileOfStore() {
		return namedProfile().orElseGet(() -> StoreProfile.of(address()));
	}

	/**
	 * The profile that is named; nothing where Longhaul is to find out.
	 * @throws IllegalArgumentException if there is no such profile
	 */
	Optional<StoreProfile> namedProfile() {
		String name = this.store.strip();
		return name.equalsIgnoreCase("auto") ? Optional.empty() : Optional.of(StoreProfile.named(name));
	}

}
