package dev.longhaul.store;

import org.jspecify.annotations.Nullable;

/**
 * With whose rights a bucket is used. Holds no secret: the SDK finds those.
 *
 * @param profile of the AWS config files, null for the SDK's chain
 * @param role to assume by what was found, null for none
 */
public record Access(@Nullable String profile, @Nullable Role role) {

	/** By the SDK's chain, and no role. */
	public static final Access USUAL = new Access(null, null);

	/**
	 * A role that STS lends.
	 *
	 * @param externalId what the role's owner asks for, null for nothing
	 * @param sessionName what the store's logs show
	 */
	public record Role(String arn, @Nullable String externalId, String sessionName) {

	}

}
