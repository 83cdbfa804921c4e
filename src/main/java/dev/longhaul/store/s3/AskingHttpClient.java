package dev.longhaul.store.s3;

import java.io.IOException;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
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
 * a body, again when one has failed, at each retry, and for large ones always, unless it
 * does not answer such a question: then Apache's client waits three seconds in vain.
 */
final class AskingHttpClient implements SdkHttpClient {

	private static final String EXPECT = "Expect";

	/** How the SDK tells its first attempt from retries. */
	private static final String ATTEMPT = "amz-sdk-request";

	private static final String FIRST = "attempt=1;";

	/**
	 * In bytes: the time of bodies above it makes a round trip negligible. Few files are
	 * cut into longer parts by themselves.
	 */
	private static final long LARGE = 64L << 20;

	/**
	 * In nanoseconds: a body that went out later after the question had no answer. Where
	 * it was the connection that took so long, little is lost by not asking.
	 */
	private static final long IN_VAIN = 2_500_000_000L;

	/** Expectation Failed: what stands before the store does not know such a question. */
	private static final int UNKNOWN_QUESTION = 417;

	private final SdkHttpClient http;

	/** Whether it took the last body. */
	private volatile boolean willing;

	/** Whether it can be asked. */
	private volatile boolean understands = true;

	/** Whether it answered the last question, so that it is worth a round trip. */
	private volatile boolean answers = true;

	private AskingHttpClient(SdkHttpClient http) {
		this.http = http;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		SdkHttpRequest wanted = request.httpRequest();
		if (wanted.firstMatchingHeader(EXPECT).isEmpty()) {
			return this.http.prepareRequest(request);
		}
		return new WithBody(request, this.understands && (isInDoubt(wanted) || (isLarge(wanted) && this.answers)));
	}

	private boolean isInDoubt(SdkHttpRequest wanted) {
		return !this.willing || !wanted.firstMatchingHeader(ATTEMPT).orElse("").startsWith(FIRST);
	}

	private static boolean isLarge(SdkHttpRequest wanted) {
		return wanted.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(Long.MAX_VALUE) > LARGE;
	}

	/** The header is not signed. */
	private static HttpExecuteRequest unasked(HttpExecuteRequest request) {
		return with(request, request.httpRequest().copy((headers) -> headers.removeHeader(EXPECT)),
				UnaryOperator.identity());
	}

	private static HttpExecuteRequest with(HttpExecuteRequest request, SdkHttpRequest head,
			UnaryOperator<ContentStreamProvider> body) {
		HttpExecuteRequest.Builder changed = HttpExecuteRequest.builder().request(head);
		request.contentStreamProvider().map(body).ifPresent(changed::contentStreamProvider);
		request.metricCollector().ifPresent(changed::metricCollector);
		return changed.build();
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

		private volatile long asked;

		WithBody(HttpExecuteRequest request, boolean asks) {
			this.request = request;
			this.asks = asks;
			this.prepared = AskingHttpClient.this.http.prepareRequest(asks ? asking() : unasked(request));
		}

		private HttpExecuteRequest asking() {
			return with(this.request, this.request.httpRequest(),
					(body) -> () -> new AwaitedStream(body.newStream(), this::goesOut));
		}

		private void goesOut() {
			AskingHttpClient.this.answers = System.nanoTime() - this.asked < IN_VAIN;
		}

		@Override
		public HttpExecuteResponse call() throws IOException {
			boolean taken = false;
			this.asked = System.nanoTime();
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
