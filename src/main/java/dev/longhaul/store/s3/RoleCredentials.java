package dev.longhaul.store.s3;

import java.io.IOException;
import java.util.Set;

import dev.longhaul.store.Access;
import dev.longhaul.store.AccessRefused;
import dev.longhaul.store.CredentialsExpired;
import dev.longhaul.store.MachineUnfit;
import dev.longhaul.store.StoreAddress;
import dev.longhaul.store.StoreException;
import dev.longhaul.store.StoreUnavailable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * A role that STS lends for an hour to the owner of the other credentials, and again
 * before the hour ends.
 */
final class RoleCredentials implements Credentials {

	private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException");

	private final Credentials source;

	private final Access.Role role;

	private final StsClient sts;

	private final StsAssumeRoleCredentialsProvider provider;

	RoleCredentials(Credentials source, Access.Role role, StoreAddress address) {
		this.source = source;
		this.role = role;
		this.sts = sts(source, address);
		this.provider = StsAssumeRoleCredentialsProvider.builder()
			.stsClient(this.sts)
			.refreshRequest((request) -> request.roleArn(role.arn())
				.externalId(role.externalId())
				.roleSessionName(role.sessionName()))
			.build();
	}

	/** AWS_ENDPOINT_URL_STS leads elsewhere, as in the other AWS tools. */
	private static StsClient sts(Credentials source, StoreAddress address) {
		String elsewhere = System.getenv("AWS_ENDPOINT_URL_STS");
		String scheme = (elsewhere != null && elsewhere.startsWith("http:")) ? "http" : "https";
		StsClientBuilder builder = StsClient.builder()
			.httpClientBuilder(HttpClients.of(address, scheme, 2))
			.credentialsProvider(source)
			.overrideConfiguration((client) -> client.defaultProfileName(Profiles.name(address.access())));
		Regions.of(address).ifPresent(builder::region); // else that of the profile
		if (address.route().fips()) {
			builder.fipsEnabled(true);
		}
		return builder.build();
	}

	@Override
	public AwsCredentials resolveCredentials() {
		try {
			return this.provider.resolveCredentials();
		}
		catch (RuntimeException ex) {
			// if it fails too, its sentence is the better one
			this.source.resolveCredentials();
			throw refused(ex);
		}
	}

	private StoreException refused(RuntimeException ex) {
		String said = "the role %s cannot be assumed: STS ".formatted(this.role.arn());
		if (ex instanceof AwsServiceException answer) {
			String answered = said + "answered " + CredentialsSearch.words(answer);
			if (EXPIRED.contains(S3Failures.code(answer))) {
				return new CredentialsExpired(answered + "; renew the credentials, then run again", ex);
			}
			return CredentialsSearch.isPassing(answer) ? new StoreUnavailable(answered + "; run again later", ex)
					: AccessRefused
						.ofCredentials(answered + "; correct destination.role-arn, external-id or the role's trust "
								+ "policy, then run again", ex);
		}
		Throwable root = S3Failures.rootOf(ex);
		return (root instanceof IOException) ? new StoreUnavailable(
				said + "does not answer (%s); check the network, then run again".formatted(root.getMessage()), ex)
				: new MachineUnfit(said + "cannot be asked: " + ex.getMessage(), ex);
	}

	@Override
	public String origin() {
		return "the role %s, assumed by %s".formatted(this.role.arn(), this.source.origin());
	}

	@Override
	public void close() {
		this.provider.close();
		this.sts.close();
		this.source.close();
	}

}
