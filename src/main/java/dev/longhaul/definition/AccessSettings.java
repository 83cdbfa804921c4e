package dev.longhaul.definition;

import dev.longhaul.store.Access;
import org.jspecify.annotations.Nullable;

/**
 * With whose rights the bucket is to be used; none of it is a secret.
 *
 * @param profile of the AWS config files
 * @param roleArn null for no role
 */
record AccessSettings(@Nullable String profile, @Nullable String roleArn, @Nullable String externalId,
		@Nullable String roleSessionName) {

	/** A blank setting counts as not set. */
	AccessSettings {
		profile = WrittenText.orNull(profile);
		roleArn = WrittenText.orNull(roleArn);
		externalId = WrittenText.orNull(externalId);
		roleSessionName = WrittenText.orNull(roleSessionName);
	}

	Access access() {
		return new Access(this.profile, role());
	}

	private Access.@Nullable Role role() {
		String arn = this.roleArn;
		String session = this.roleSessionName;
		return (arn != null) ? new Access.Role(arn, this.externalId, (session != null) ? session : "longhaul") : null;
	}

}
