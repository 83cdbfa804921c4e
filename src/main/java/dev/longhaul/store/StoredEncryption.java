package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * How an object is encrypted, by what the store says of it.
 *
 * @param word x-amz-server-side-encryption; null where the store does not say it
 * @param customerKey whether it names the algorithm of a key that came with the request
 */
public record StoredEncryption(@Nullable String word, boolean customerKey) {

	/** Nothing is said. */
	public static final StoredEncryption NONE = new StoredEncryption(null, false);

	/** With SSE-KMS, DSSE and SSE-C an ETag is no MD5, though it may look like one. */
	public boolean leavesMd5Etags() {
		return !this.customerKey && (this.word == null || this.word.equals(Encryption.Type.SSE_S3.word()));
	}

	/** Whether it is as asked. What was not asked for is left to the bucket. */
	public boolean is(Encryption.Type asked) {
		return switch (asked) {
			case NONE -> true;
			case SSE_C -> this.customerKey;
			case SSE_S3, SSE_KMS, DSSE_KMS -> String.valueOf(asked.word()).equalsIgnoreCase(this.word);
		};
	}

	/** As the end of a sentence. */
	public String told() {
		return (this.word != null) ? "is encrypted by " + this.word
				: this.customerKey ? "is encrypted by a key of its own" : "is not encrypted, as far as the store says";
	}

}
