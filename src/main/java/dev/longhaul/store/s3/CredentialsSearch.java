package dev.longhaul.store.s3;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.longhaul.store.Access;
import dev.longhaul.store.CredentialsMissing;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.thirdparty.jackson.core.JacksonException;
import software.amazon.awssdk.utils.IoUtils;

/**
 * Looks why there are no credentials: which place is set up, and does not give any. The
 * SDK's chain passes over such a place.
 */
record CredentialsSearch(Access access) {

	private static final String THEN = ", then run again";

	/** In the chain's order; the first place that is set up tells. */
	StoreException failure(RuntimeException ex) {
		if (this.access.profile() != null) {
			return profile();
		}
		return halfOfTheKeys(ex).or(this::webIdentity)
			.or(() -> isProfileMeant() ? Optional.of(profile()) : Optional.empty())
			.or(this::container)
			.or(CredentialsSearch::instance)
			.orElseGet(
					() -> new CredentialsMissing(
							"no credentials were found; set AWS_ACCESS_KEY_ID and "
									+ "AWS_SECRET_ACCESS_KEY, or destination.profile, or give this machine a role",
							ex));
	}

	private Optional<StoreException> halfOfTheKeys(RuntimeException ex) {
		boolean id = SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent();
		boolean secret = SdkSystemSetting.AWS_SECRET_ACCESS_KEY.getStringValue().isPresent();
		if (id == secret) {
			return Optional.empty();
		}
		return Optional.of(new CredentialsMissing("%s is set, but %s is not; set both or neither%s".formatted(
				id ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY", id ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID",
				THEN), ex));
	}

	private Optional<StoreException> webIdentity() {
		if (SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(askedAgain(WebIdentityTokenFileCredentialsProvider.create(),
				"the token in AWS_WEB_IDENTITY_TOKEN_FILE gives no credentials (%s)",
				"; correct the file, AWS_ROLE_ARN or the role's trust policy"));
	}

	private Optional<StoreException> container() {
		boolean meant = SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().isPresent()
				|| SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.getStringValue().isPresent();
		return meant ? Optional
			.of(askedAgain(ContainerCredentialsProvider.create(), "the container gives no credentials (%s)",
					"; correct AWS_CONTAINER_CREDENTIALS_FULL_URI or the task's role"))
				: Optional.empty();
	}

	/** An instance whose metadata answer; on other machines nobody does. */
	private static Optional<StoreException> instance() {
		if (SdkSystemSetting.AWS_EC2_METADATA_DISABLED.getBooleanValueOrThrow()) {
			return Optional.empty();
		}
		StoreException failure = askedAgain(InstanceProfileCredentialsProvider.create(),
				"the metadata of this instance (IMDS) give no credentials (%s)", "; give the instance a role");
		return Optional.of(failure).filter((answered) -> !(S3Failures.rootOf(answered) instanceof IOException));
	}

	private boolean isProfileMeant() {
		return !Profiles.name(this.access).equals("default") || Profiles.current(this.access).isPresent();
	}

	/**
	 * Without the SDK's exception: what a credential_process has written, perhaps a
	 * secret, is in it, also where the profile is of a role and the process of its
	 * source_profile.
	 */
	private StoreException profile() {
		String name = Profiles.name(this.access);
		Map<String, Profile> all = Profiles.file().profiles();
		Profile profile = all.get(name);
		if (profile == null) {
			String known = String.join(", ", all.keySet().stream().sorted().toList());
			return new CredentialsMissing("there is no profile '%s' in ~/.aws (there are: %s); correct %s%s".formatted(
					name, known.isEmpty() ? "none" : known,
					(this.access.profile() != null) ? "destination.profile" : "AWS_PROFILE or AWS_DEFAULT_PROFILE",
					THEN), null);
		}
		Map<String, String> has = profile.properties();
		if (has.containsKey("aws_access_key_id") != has.containsKey("aws_secret_access_key")) {
			return new CredentialsMissing(
					"the profile '%s' has only one of aws_access_key_id and aws_secret_access_key; ".formatted(name)
							+ "add the other" + THEN,
					null);
		}
		if (has.containsKey("login_session")) {
			return new CredentialsMissing(
					("the profile '%1$s' is of 'aws login', which is not known here; write another one "
							+ "with credential_process = aws configure export-credentials --profile %1$s --format process")
						.formatted(name) + THEN,
					null);
		}
		if (has.keySet()
			.stream()
			.noneMatch(List.of("aws_access_key_id", "role_arn", "credential_process", "sso_session", "sso_account_id",
					"sso_start_url")::contains)) {
			return new CredentialsMissing(("the profile '%s' says nothing of credentials; add aws_access_key_id and "
					+ "aws_secret_access_key, role_arn with source_profile, sso_session or credential_process")
				.formatted(name) + THEN, null);
		}
		return askedAgain(name, has);
	}

	private static StoreException askedAgain(String name, Map<String, String> has) {
		AwsCredentialsProvider provider = ProfileCredentialsProvider.create(name);
		String quoted = name.replace("%", "%%");
		if (has.containsKey("sso_session") || has.containsKey("sso_account_id")) {
			return askedAgain(provider, "the SSO session of the profile '" + quoted + "' gives no credentials (%s)",
					"; run 'aws sso login --profile " + name + "'");
		}
		if (has.containsKey("credential_process")) {
			return askedAgain(provider, "the credential_process of the profile '" + quoted + "' gives no credentials",
					"; run it by hand and see why");
		}
		return askedAgain(provider, "the profile '" + quoted + "' gives no credentials (%s)", "; correct it");
	}

	/**
	 * Asks a place that is set up once more.
	 * @param fact that it gives none, and perhaps a %s for why
	 * @param remedy for a person, where it is not over by itself
	 */
	private static StoreException askedAgain(AwsCredentialsProvider provider, String fact, String remedy) {
		try {
			provider.resolveCredentials();
			return new StoreUnavailable(fact.formatted("at a second look it does") + "; run again", null);
		}
		catch (RuntimeException ex) {
			Throwable root = S3Failures.rootOf(ex);
			// it quotes what it cannot read
			boolean unreadable = root instanceof JacksonException;
			String said = fact
				.formatted(unreadable ? "its JSON cannot be read" : words((root instanceof SdkException) ? root : ex));
			boolean away = root instanceof IOException && !unreadable && !(root instanceof FileSystemException);
			@Nullable RuntimeException cause = (unreadable || provider instanceof ProfileCredentialsProvider) ? null : ex;
			return (away || isPassing(root)) ? new StoreUnavailable(said + "; run again later", cause)
					: new CredentialsMissing(said + remedy + THEN, cause);
		}
		finally {
			IoUtils.closeIfCloseable(provider, null);
		}
	}

	/**
	 * Whether who lends credentials is only busy or away for a while. STS throttles with
	 * a status of 400, and says so too that an identity provider did not answer it.
	 */
	static boolean isPassing(Throwable answer) {
		return answer instanceof SdkServiceException service && (service.isThrottlingException()
				|| service.statusCode() >= 500 || (service instanceof AwsServiceException named
						&& S3Failures.code(named).equals("IDPCommunicationError")));
	}

	static String words(Throwable ex) {
		if (ex instanceof AwsServiceException service && service.awsErrorDetails() != null) {
			return "%d %s: %s".formatted(service.statusCode(), service.awsErrorDetails().errorCode(),
					service.awsErrorDetails().errorMessage());
		}
		if (ex instanceof SdkServiceException service && !(ex instanceof AwsServiceException)) {
			return (service.getMessage() != null) ? service.statusCode() + " " + service.getMessage()
					: String.valueOf(service.statusCode());
		}
		return String.valueOf(ex.getMessage());
	}

}
