package dev.longhaul.store.s3;

import java.util.Map;

import dev.longhaul.store.Access;
import dev.longhaul.store.StoreException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.utils.IoUtils;

/**
 * What the SDK finds: by its chain, or by a profile that is named and by nothing else.
 */
final class FoundCredentials implements Credentials {

	/** By the SDK's marks, of which the first is that of the place. */
	private static final Map<String, String> PLACES = Map.ofEntries(
			Map.entry("f", "the system property aws.accessKeyId"), Map.entry("g", "AWS_ACCESS_KEY_ID"),
			Map.entry("h", "the token in AWS_WEB_IDENTITY_TOKEN_FILE"), Map.entry("n", "the keys of a profile"),
			Map.entry("o", "the role of a profile"), Map.entry("p", "the role of a profile"),
			Map.entry("q", "the web identity token of a profile"), Map.entry("r", "the SSO session of a profile"),
			Map.entry("t", "the SSO session of a profile"), Map.entry("v", "the credential_process of a profile"),
			Map.entry("z", "the container"), Map.entry("0", "the role of this instance (IMDS)"));

	private final AwsCredentialsProvider provider;

	private final Access access;

	FoundCredentials(Access access) {
		CredentialsHttp.isUsedByTheSdk();
		this.access = access;
		this.provider = (access.profile() != null) ? ProfileCredentialsProvider.create(access.profile())
				: DefaultCredentialsProvider.builder().build();
	}

	@Override
	public AwsCredentials resolveCredentials() {
		try {
			return this.provider.resolveCredentials();
		}
		catch (StoreException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new CredentialsSearch(this.access).failure(ex);
		}
	}

	@Override
	public String origin() {
		String marks = resolveCredentials().providerName().orElse("");
		String place = PLACES.getOrDefault(marks.split(",", 2)[0], "the SDK's chain");
		return place.endsWith("a profile") ? place.replace("a profile", "the profile " + Profiles.name(this.access))
				: place;
	}

	@Override
	public void close() {
		IoUtils.closeIfCloseable(this.provider, null);
	}

}
