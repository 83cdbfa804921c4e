package dev.longhaul;

import java.time.Duration;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Times of a cluster, {@code longhaul.cluster.*}.
 *
 * @param loan a worker that says nothing for so long has lost its ranges
 * @param patience for so long an upload waits while nobody takes its ranges
 */
record ClusterSettings(Duration loan, Duration patience) {

	static ClusterSettings in(ConfigurableEnvironment environment) {
		return new ClusterSettings(DurationSetting.in(environment, "longhaul.cluster.loan"),
				DurationSetting.in(environment, "longhaul.cluster.patience"));
	}

}
