package dev.longhaul.store;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a store can answer besides success. The message names the fact and the store's own
 * words; it never holds a secret.
 */
public abstract sealed class StoreException extends RuntimeException permits AccessRefused, BucketMissing, ClockSkewed,
		ConditionConflict, CredentialsExpired, CredentialsMissing, EncryptionPassedOver, MachineUnfit, ObjectGone,
		PartDamaged, PartUnknown, PreconditionFailed, RequestRefused, StoreUnavailable, UploadGone {

	StoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/** A sentence; there always is one. */
	@Override
	public String getMessage() {
		return Objects.requireNonNull(super.getMessage());
	}

}
