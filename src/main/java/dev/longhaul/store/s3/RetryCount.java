package dev.longhaul.store.s3;

import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * Learns how often the SDK repeated a request; it tells only by its metrics.
 */
final class RetryCount implements MetricPublisher {

	private final AtomicInteger retries = new AtomicInteger();

	@Override
	public void publish(MetricCollection metrics) {
		metrics.metricValues(CoreMetric.RETRY_COUNT).forEach(this.retries::addAndGet);
	}

	boolean isRepeated() {
		return this.retries.get() > 0;
	}

	@Override
	public void close() {
		// holds nothing
	}

}
