package dev.longhaul.store.s3;

import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Leaves the bytes of objects and parts out of the signature over plain http, as the SDK
 * does by itself over https only: over http it reads and hashes every body (SHA-256),
 * whatever its properties say, unless the signer sees none.
 */
final class UnsignedPayload implements AwsV4AuthScheme, AwsV4HttpSigner {

	private final AwsV4AuthScheme scheme = AwsV4AuthScheme.create();

	@Override
	public String schemeId() {
		return this.scheme.schemeId();
	}

	@Override
	public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
		return this.scheme.identityProvider(providers);
	}

	@Override
	public AwsV4HttpSigner signer() {
		return this;
	}

	@Override
	public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
		// the XML of a Complete is signed as ever
		boolean object = request.request().method() == SdkHttpMethod.PUT;
		return object ? withoutPayload(request) : this.scheme.signer().sign(request);
	}

	private <I extends AwsCredentialsIdentity> SignedRequest withoutPayload(SignRequest<I> request) {
		SignRequest<I> empty = request.toBuilder()
			.payload(null)
			.putProperty(PAYLOAD_SIGNING_ENABLED, false)
			.putProperty(CHUNK_ENCODING_ENABLED, false)
			.build();
		return this.scheme.signer().sign(empty).toBuilder().payload(request.payload().orElse(null)).build();
	}

	@Override
	public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
		return this.scheme.signer().signAsync(request);
	}

}
