package dev.longhaul.definition;

import java.util.Map;

import dev.longhaul.store.CannedAcl;
import dev.longhaul.store.ObjectSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What each object is to be like.
 */
record ObjectWishes(@Nullable String storageClass, @Name("") @DefaultValue HeaderSettings headers,
		@DefaultValue Map<String, String> metadata, @DefaultValue Map<String, String> tags, @Nullable CannedAcl acl,
		@DefaultValue EncryptionSettings encryption, @Nullable LockSettings objectLock) {

	/** A blank setting counts as not set. */
	ObjectWishes {
		storageClass = WrittenText.orNull(storageClass);
	}

	/** As they are said to the store, without the lock, which has a date. */
	ObjectSettings settings() {
		return new ObjectSettings(this.headers.headers(), this.storageClass, this.acl, this.tags,
				this.encryption.encryption(), null);
	}

}
