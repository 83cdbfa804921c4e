package dev.longhaul.definition;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

import dev.longhaul.store.StoreAddress;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Where the files go, and what is said of the objects.
 *
 * @param key template of the object's key
 * @param endpoint empty or null for AWS
 * @param pathStyle null: yes with an endpoint, no on AWS
 */
public record Destination(@DefaultValue("") String bucket, @DefaultValue("{path}") String key, @Nullable String region,
		@Nullable String endpoint, @Nullable Boolean pathStyle, @Nullable String profile,
		@Nullable String caCertificates, @Nullable String storageClass, @Nullable String contentType,
		@DefaultValue Map<String, String> metadata) {

	/** The bucket's address; an empty setting counts as not set. */
	public StoreAddress address() {
		URI uri = StringUtils.hasText(this.endpoint) ? URI.create(this.endpoint.strip()) : null;
		boolean inPath = (this.pathStyle != null) ? this.pathStyle : uri != null;
		Path authorities = StringUtils.hasText(this.caCertificates) ? Path.of(this.caCertificates) : null;
		return new StoreAddress(this.bucket, uri, textOrNull(this.region), inPath, textOrNull(this.profile),
				authorities);
	}

	public KeyTemplate keyTemplate() {
		return KeyTemplate.parse(this.key);
	}

	static @Nullable String textOrNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value.strip() : null;
	}

}
