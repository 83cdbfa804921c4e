package dev.longhaul.upload;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.longhaul.checksum.ObjectChecksum;
import dev.longhaul.store.StoreAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The proof of a delivery, kept in the job repository and, if wanted, beside the archived
 * file. Fields are only ever added.
 *
 * @param file absolute path of the source
 * @param modified of the source
 * @param destination endpoint and bucket
 * @param versionId null where the bucket keeps no versions
 * @param parts 1 for a single PutObject
 * @param partSize in bytes, of all parts but the last; null in receipts of 0.1
 * @param checksum of the object, computed from the file, {@code algorithm:base64}; null
 * where the parts were guarded by Content-MD5
 * @param proof on what the delivery rests, a {@link Proof#label()}
 * @param attempt number of the multipart upload that succeeded, from 1
 * @param runs how many executions it took
 * @param bytesSent of all parts that arrived, over all executions
 * @param format of the receipt, {@link #FORMAT}; null in older ones
 * @param marker in the object's metadata by which it is known again; null in older
 * receipts, and where the object was found in the store
 */
public record Receipt(String file, long size, Instant modified, String destination, String key,
		@Nullable String versionId, String etag, int parts, @Nullable Long partSize, @Nullable String checksum,
		String proof, int attempt, int runs, long bytesSent, Instant begun, Instant delivered, @Nullable Integer format,
		@Nullable String marker) {

	/** It changes when a field gets another meaning, which it must not. */
	public static final int FORMAT = 1;

	/** Of the file's name, behind that of the archived one. */
	public static final String SUFFIX = ".receipt.json";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** As one line. */
	public String json() {
		return JSON.writeValueAsString(this);
	}

	/**
	 * From JSON; fields of later versions are passed over.
	 * @throws IllegalArgumentException if it is no receipt
	 */
	public static Receipt parse(String json) {
		try {
			Receipt receipt = JSON.readValue(json, Receipt.class);
			if (receipt == null) {
				throw new IllegalArgumentException("it is null");
			}
			boolean whole = Stream
				.of(receipt.file, receipt.modified, receipt.destination, receipt.key, receipt.etag, receipt.proof)
				.noneMatch(Objects::isNull);
			if (!whole || (receipt.format != null && receipt.format > FORMAT)) {
				throw new IllegalArgumentException(whole
						? "it has format %d; this Longhaul knows formats up to %d".formatted(receipt.format, FORMAT)
						: "file, modified, destination, key, etag or proof is missing");
			}
			Optional.ofNullable(receipt.checksum).ifPresent(ObjectChecksum::parse);
			StoreAddress.ofIdentity(receipt.destination, null, null);
			return receipt;
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("it is not the JSON of one", ex);
		}
	}

}
