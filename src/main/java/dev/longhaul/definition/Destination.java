package dev.longhaul.definition;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.store.ObjectSettings;
import dev.longhaul.store.ObjectSpec;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreInQuestion;
import dev.longhaul.store.StoreProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Where the files go, and what is said of the objects. In the file all of it stands in
 * one group: the settings of a record whose name is empty are the group's own.
 *
 * @param key template of the object's key
 * @param expectedOwner the account that the bucket must belong to
 */
public record Destination(@Name("") @DefaultValue BucketSettings at, @DefaultValue("{path}") String key,
		@DefaultValue("replace") IfExists ifExists, @Name("") @DefaultValue ObjectWishes wishes,
		@Nullable String expectedOwner, @DefaultValue("false") boolean requesterPays) {

	/** A blank setting counts as not set. */
	public Destination {
		expectedOwner = WrittenText.orNull(expectedOwner);
	}

	/** The bucket's address. */
	public StoreAddress address() {
		return this.at.address();
	}

	/**
	 * What is known of the store.
	 * @throws IllegalArgumentException if there is no such profile
	 */
	public StoreProfile profileOfStore() {
		return this.at.profileOfStore();
	}

	/**
	 * The object as it is to be made.
	 * @param more metadata beside the definition's
	 */
	public ObjectSpec object(String objectKey, Map<String, String> more, ObjectSettings settings,
			ChecksumAlgorithm integrity) {
		Map<String, String> all = new LinkedHashMap<>(this.wishes.metadata());
		all.putAll(more);
		return new ObjectSpec(objectKey, all, settings, integrity);
	}

	/** An object by which the store is tried: it can be taken away at once. */
	public ObjectSpec trialObject(String objectKey) {
		return object(objectKey, Map.of(), settings(), ChecksumAlgorithm.MD5);
	}

	/**
	 * The store, as far as it is to be asked what it can.
	 * @param objectKey of an object as it would be sent there
	 */
	public StoreInQuestion inQuestion(String objectKey) {
		return new StoreInQuestion(profileOfStore(), address(), terms(), trialObject(objectKey));
	}

	/** What is said with every request. */
	public RequestTerms terms() {
		return new RequestTerms(this.expectedOwner, this.requesterPays, this.wishes.encryption().key());
	}

	/** Whether the content type is to be found out of each file. */
	public boolean detectsContentType() {
		return this.wishes.headers().detectsContentType();
	}

	/**
	 * What is said of each object; a content type that is detected is still to be added.
	 */
	public ObjectSettings settings() {
		return this.wishes.settings();
	}

	/** The same for an object that was begun then, from when its lock counts. */
	public ObjectSettings settings(Instant begun) {
		return lock().map((lock) -> settings().locked(lock.from(begun))).orElseGet(this::settings);
	}

	/** How long nobody may delete the objects, if that is said. */
	public Optional<LockSettings> lock() {
		return Optional.ofNullable(this.wishes.objectLock());
	}

	/**
	 * A digest by which two machines tell whether their definitions say the same of it,
	 * without disclosing what.
	 */
	public String fingerprint() {
		return ChecksumAlgorithm.SHA256.of(toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
	}

	public KeyTemplate keyTemplate() {
		return KeyTemplate.parse(this.key);
	}

}
