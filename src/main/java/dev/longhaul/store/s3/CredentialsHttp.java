package dev.longhaul.store.s3;

import dev.longhaul.store.Access;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;

/**
 * The HTTP client of the clients that the SDK makes by itself, to ask STS and SSO for the
 * credentials of a profile or a web identity: by default they would know neither
 * HTTPS_PROXY nor AWS_CA_BUNDLE. The SDK makes it, by its name.
 */
public final class CredentialsHttp implements SdkHttpService {

	private static final int CONNECTIONS = 2;

	/** Unless somebody has named another one. */
	static void isUsedByTheSdk() {
		if (SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.getStringValue().isEmpty()) {
			System.setProperty(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property(), CredentialsHttp.class.getName());
		}
	}

	@Override
	public SdkHttpClient.Builder<?> createHttpClientBuilder() {
		return HttpClients.with(PrivateAuthorities.ofTheMachine(Access.USUAL), "https", CONNECTIONS);
	}

}
