package dev.longhaul.store.s3;

import java.util.Map;
import java.util.function.LongSupplier;

import dev.longhaul.store.Access;
import dev.longhaul.store.StoreException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.useragent.BusinessMetricFeatureId;
import software.amazon.awssdk.utils.IoUtils;

/**
 * What the SDK finds: by its chain, or by a profile that is named and by nothing else.
 */
final class FoundCredentials implements Credentials {

	/** By the SDK's marks, of which the first is that of the place. */
	private static final Map<String, String> PLACES = Map.ofEntries(
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_JVM_SYSTEM_PROPERTIES.value(),
					"the system property aws.accessKeyId"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_ENV_VARS.value(), "AWS_ACCESS_KEY_ID"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN.value(),
					"the token in AWS_WEB_IDENTITY_TOKEN_FILE"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_PROFILE.value(), "the keys of a profile"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_PROFILE_SOURCE_PROFILE.value(), "the role of a profile"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_PROFILE_NAMED_PROVIDER.value(), "the role of a profile"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN.value(),
					"the web identity token of a profile"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_PROFILE_SSO.value(), "the SSO session of a profile"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_PROFILE_SSO_LEGACY.value(), "the SSO session of a profile"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_PROFILE_PROCESS.value(),
					"the credential_process of a profile"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_HTTP.value(), "the container"),
			Map.entry(BusinessMetricFeatureId.CREDENTIALS_IMDS.value(), "the role of this instance (IMDS)"));

	private final AwsCredentialsProvider provider;

	private final Access access;

	private final RecentFailure failure;

	FoundCredentials(Access access) {
		this(access, System::nanoTime);
	}

	FoundCredentials(Access access, LongSupplier nanos) {
		this.failure = new RecentFailure(nanos);
		CredentialsHttp.isUsedByTheSdk();
		this.access = access;
		this.provider = (access.profile() != null) ? ProfileCredentialsProvider.create(access.profile())
				: DefaultCredentialsProvider.builder().build();
	}

	@Override
	public AwsCredentials resolveCredentials() {
		return this.failure.sparing(this::found);
	}

	private AwsCredentials found() {
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
