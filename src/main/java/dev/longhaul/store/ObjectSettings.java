package dev.longhaul.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is said of an object once, when it is begun; null and empty are left to the store.
 *
 * @param tags at most ten
 */
public record ObjectSettings(ContentHeaders headers, @Nullable String storageClass, @Nullable CannedAcl acl,
		Map<String, String> tags, Encryption encryption, @Nullable ObjectLock lock) {

	/** Nothing is said. */
	public static final ObjectSettings NONE = new ObjectSettings(ContentHeaders.NONE, null, null, Map.of(),
			Encryption.NONE, null);

	public ObjectSettings {
		tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
	}

	/** The same, with a content type that was detected. */
	public ObjectSettings withContentType(String type) {
		ContentHeaders detected = new ContentHeaders(type, this.headers.cacheControl(), this.headers.encoding(),
				this.headers.disposition());
		return new ObjectSettings(detected, this.storageClass, this.acl, this.tags, this.encryption, this.lock);
	}

	/** The same, locked. */
	public ObjectSettings locked(ObjectLock wanted) {
		return new ObjectSettings(this.headers, this.storageClass, this.acl, this.tags, this.encryption, wanted);
	}

}
