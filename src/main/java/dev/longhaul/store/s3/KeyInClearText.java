package dev.longhaul.store.s3;

import dev.longhaul.store.PlainHttp;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Keeps a key of SSE-C from going out in clear text, also where the environment or a
 * profile of AWS names the endpoint and not the definition.
 */
final class KeyInClearText implements ExecutionInterceptor {

	private static final String KEY = "x-amz-server-side-encryption-customer-key";

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		SdkHttpRequest request = context.httpRequest();
		if (request.firstMatchingHeader(KEY).isPresent() && PlainHttp.isOverheard(request.protocol(), request.host())) {
			String refusal = ("the key of destination.encryption.key-file would go to http://%s in clear text, so "
					+ "nothing was sent; use an endpoint with https, then run again")
				.formatted(request.host());
			throw SdkClientException.create(refusal, new IllegalArgumentException(refusal));
		}
	}

}
