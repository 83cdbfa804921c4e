package dev.longhaul.store.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tells the content of a request when a try is signed and goes out.
 */
final class Transmissions implements ExecutionInterceptor {

	static final ExecutionAttribute<ReopenedContent> CONTENT = new ExecutionAttribute<>("dev.longhaul.content");

	private final Runnable flows;

	/**
	 * For one client.
	 * @param flows told while a body is on its way
	 */
	Transmissions(Runnable flows) {
		this.flows = flows;
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		ReopenedContent content = attributes.getAttribute(CONTENT);
		if (content != null) {
			content.goesOut(this.flows);
		}
	}

}
