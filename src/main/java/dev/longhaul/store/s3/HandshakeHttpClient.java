package dev.longhaul.store.s3;

import java.io.IOException;

import javax.net.ssl.SSLException;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Tells a certificate that is refused from other failures of the network, which the SDK
 * tries again for a minute: no repetition cures it.
 */
final class HandshakeHttpClient implements SdkHttpClient {

	private final SdkHttpClient http;

	private HandshakeHttpClient(SdkHttpClient http) {
		this.http = http;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		return new WithHandshake(this.http.prepareRequest(request));
	}

	@Override
	public String clientName() {
		return this.http.clientName();
	}

	@Override
	public void close() {
		this.http.close();
	}

	/** A request that may begin with a handshake. */
	private record WithHandshake(ExecutableHttpRequest request) implements ExecutableHttpRequest {

		@Override
		public HttpExecuteResponse call() throws IOException {
			try {
				return this.request.call();
			}
			catch (SSLException ex) {
				if (CertificateFact.isBehind(ex)) {
					// the SDK looks one cause deep for what it tries again
					throw SdkClientException.create("the certificate is refused", new IllegalStateException(ex));
				}
				throw ex;
			}
		}

		@Override
		public void abort() {
			this.request.abort();
		}

	}

	/** Builds it around another one. */
	record Builder(SdkHttpClient.Builder<?> http) implements SdkHttpClient.Builder<Builder> {

		@Override
		public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
			return new HandshakeHttpClient(this.http.buildWithDefaults(defaults));
		}

	}

}
