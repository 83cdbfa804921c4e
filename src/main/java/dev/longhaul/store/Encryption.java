package dev.longhaul.store;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * How the store encrypts an object.
 *
 * @param keyId of KMS; null for the account's own
 * @param context of KMS, as names and values
 * @param bucketKey whether the bucket's key spares requests to KMS; null is left to the
 * bucket
 */
public record Encryption(Type type, @Nullable String keyId, Map<String, String> context, @Nullable Boolean bucketKey) {

	/** Nothing is said: as the bucket does by itself. */
	public static final Encryption NONE = new Encryption(Type.NONE, null, Map.of(), null);

	/** Whose keys, and how often. */
	public enum Type {

		/** Nothing is said. */
		NONE(null),
		/** By the store's keys. */
		SSE_S3("AES256"),
		/** By a key of KMS. */
		SSE_KMS("aws:kms"),
		/** By a key of KMS, twice. */
		DSSE_KMS("aws:kms:dsse"),
		/** By a key that comes with each request and that the store forgets. */
		SSE_C(null);

		private final @Nullable String word;

		Type(@Nullable String word) {
			this.word = word;
		}

		/** S3's word; null where it has none: the key of SSE-C states it. */
		public @Nullable String word() {
			return this.word;
		}

		/** The name as definitions have it. */
		public String label() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		/** Whether S3 leaves ETags what they are, MD5s. */
		public boolean leavesMd5Etags() {
			return this == NONE || this == SSE_S3;
		}

		/** Whether a key of KMS is used. */
		public boolean isByKms() {
			return this == SSE_KMS || this == DSSE_KMS;
		}

	}

	/** Sorted, so that the same context is the same text. */
	public Encryption {
		context = Collections.unmodifiableMap(new TreeMap<>(context));
	}

}
