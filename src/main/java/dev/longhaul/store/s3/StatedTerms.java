package dev.longhaul.store.s3;

import java.util.Optional;
import java.util.function.Function;

import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.CustomerKey;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Puts onto each request what is said with every request to the bucket.
 */
record StatedTerms(RequestTerms terms) {

	private static final String KEY = "x-amz-server-side-encryption-customer-key";

	/** As far as the request has a header for it. */
	void on(SdkPojo request) {
		say(request, "x-amz-expected-bucket-owner", owner());
		say(request, "x-amz-request-payer", payer());
		// an abort has none for the key: it works where the file is gone
		if (request.sdkFieldNameToField().containsKey(KEY)) {
			key().ifPresent((key) -> {
				say(request, "x-amz-server-side-encryption-customer-algorithm", "AES256");
				say(request, KEY, key.base64());
				say(request, KEY + "-MD5", key.md5());
			});
		}
	}

	private static void say(SdkPojo request, String header, @Nullable String value) {
		SdkField<?> member = request.sdkFieldNameToField().get(header);
		if (member != null) {
			member.set(request, value);
		}
	}

	private boolean hasKey() {
		return this.terms.keyFile() != null;
	}

	/**
	 * Asks for an object, and once more without the key: for one that is not encrypted by
	 * a key of ours, S3 calls it a bad request.
	 */
	<T> T asking(Function<StatedTerms, T> request) {
		try {
			return request.apply(this);
		}
		catch (S3Exception ex) {
			if (ex.statusCode() == 400 && hasKey()) {
				return request.apply(withoutKey());
			}
			throw ex;
		}
	}

	private StatedTerms withoutKey() {
		return new StatedTerms(new RequestTerms(this.terms.expectedOwner(), this.terms.requesterPays(), null));
	}

	/**
	 * The store does not say what a refusal is for, so what it may be for is said here.
	 * @param address of the bucket
	 */
	StoreException explained(StoreException refusal, StoreAddress address) {
		if (!(refusal instanceof AccessRefused refused)) {
			return refusal;
		}
		String owner = (owner() == null) ? ""
				: " (or the bucket does not belong to %s, which destination.expected-owner %s)".formatted(owner(),
						address.former() ? "said" : "says");
		String key = !hasKey() ? ""
				: " (or the object is encrypted with another key than that of destination.encryption.key-file)";
		return (owner + key).isEmpty() ? refusal : refused.with(owner + key);
	}

	/** Read anew for each request: it is in memory no longer than it has to be. */
	private Optional<CustomerKey> key() {
		try {
			return Optional.ofNullable(this.terms.keyFile()).map(CustomerKey::read);
		}
		catch (IllegalArgumentException ex) {
			throw new MachineUnfit("the key of destination.encryption.key-file cannot be used: " + ex.getMessage(), ex);
		}
	}

	private @Nullable String owner() {
		return this.terms.expectedOwner();
	}

	private @Nullable String payer() {
		return this.terms.requesterPays() ? RequestPayer.REQUESTER.toString() : null;
	}

}
