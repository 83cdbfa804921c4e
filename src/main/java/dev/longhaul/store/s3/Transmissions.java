package dev.longhaul.store.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tells the content of a request when a try is signed and goes out.
 *
 * @param flows told while a body is on its way
 */
record Transmissions(Runnable flows) implements ExecutionInterceptor {

	static final ExecutionAttribute<ReopenedContent> CONTENT = new ExecutionAttribute<>("dev.longhaul.content");

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		ReopenedContent content = attributes.getAttribute(CONTENT);
		if (content != null) {
			content.goesOut(this.flows);
		}
	}

}
