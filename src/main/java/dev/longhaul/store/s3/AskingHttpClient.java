package dev.longhaul.store.s3;

import java.io.IOException;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Asks the store whether it will take a body before it is sent, but only where that is in
 * doubt. The SDK asks for each (Expect: 100-continue), a round trip in which nothing is
 * sent: on a line of 40 ms a fifth of the time of a part of 8 MiB. Not to ask at all
 * would lose answers: a store that refuses while the body is on its way often closes the
 * connection, and then its words are lost with it. So a store is asked until it has taken
 * a body, again when one has failed, at each retry, and for large ones always.
 */
final class AskingHttpClient implements SdkHttpClient {

	private static final String EXPECT = "Expect";

	/** How the SDK tells its first attempt from retries. */
	private static final String ATTEMPT = "amz-sdk-request";

	private static final String FIRST = "attempt=1;";

	/**
	 * In bytes: bodies above it are always asked for, their time makes a round trip
	 * negligible. Few files are cut into longer parts by themselves.
	 */
	private static final long LARGE = 64L << 20;

	/** Expectation Failed: what stands before the store does not know such a question. */
	private static final int UNKNOWN_QUESTION = 417;

	private final SdkHttpClient http;

	/** Whether it took the last body. */
	private volatile boolean willing;

	/** Whether it can be asked. */
	private volatile boolean understands = true;

	private AskingHttpClient(SdkHttpClient http) {
		this.http = http;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		SdkHttpRequest wanted = request.httpRequest();
		if (wanted.firstMatchingHeader(EXPECT).isEmpty()) {
			return this.http.prepareRequest(request);
		}
		boolean asks = isInDoubt(wanted);
		return new WithBody(request, asks, this.http.prepareRequest(asks ? request : unasked(request)));
	}

	private boolean isInDoubt(SdkHttpRequest wanted) {
		return this.understands && (!this.willing || !wanted.firstMatchingHeader(ATTEMPT).orElse("").startsWith(FIRST)
				|| wanted.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(Long.MAX_VALUE) > LARGE);
	}

	/** The header is not signed. */
	private static HttpExecuteRequest unasked(HttpExecuteRequest request) {
		HttpExecuteRequest.Builder unasked = HttpExecuteRequest.builder()
			.request(request.httpRequest().copy((headers) -> headers.removeHeader(EXPECT)));
		request.contentStreamProvider().ifPresent(unasked::contentStreamProvider);
		request.metricCollector().ifPresent(unasked::metricCollector);
		return unasked.build();
	}

	@Override
	public String clientName() {
		return this.http.clientName();
	}

	@Override
	public void close() {
		this.http.close();
	}

	/** A request whose end tells whether the store is willing. */
	private final class WithBody implements ExecutableHttpRequest {

		private final HttpExecuteRequest request;

		private final boolean asks;

		private volatile ExecutableHttpRequest prepared;

		WithBody(HttpExecuteRequest request, boolean asks, ExecutableHttpRequest prepared) {
			this.request = request;
			this.asks = asks;
			this.prepared = prepared;
		}

		@Override
		public HttpExecuteResponse call() throws IOException {
			boolean taken = false;
			try {
				HttpExecuteResponse response = this.prepared.call();
				if (this.asks && response.httpResponse().statusCode() == UNKNOWN_QUESTION) {
					response.responseBody().ifPresent(AbortableInputStream::abort);
					response = unaskedAnswer();
				}
				taken = response.httpResponse().isSuccessful();
				return response;
			}
			finally {
				AskingHttpClient.this.willing = taken;
			}
		}

		/** The body has waited for the answer, so the same request goes out without. */
		private HttpExecuteResponse unaskedAnswer() throws IOException {
			AskingHttpClient.this.understands = false;
			this.prepared = AskingHttpClient.this.http.prepareRequest(unasked(this.request));
			return this.prepared.call();
		}

		@Override
		public void abort() {
			this.prepared.abort();
		}

	}

	/** Builds it around another one. */
	record Builder(SdkHttpClient.Builder<?> http) implements SdkHttpClient.Builder<Builder> {

		@Override
		public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
			return new AskingHttpClient(this.http.buildWithDefaults(defaults));
		}

	}

}
