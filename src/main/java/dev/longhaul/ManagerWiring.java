package dev.longhaul;

import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.cluster.RangeQueue;
import dev.longhaul.cluster.RemoteRanges;
import dev.longhaul.job.CurrentUploads;
import dev.longhaul.job.RangeCut;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.setting.ClusterSetting;

import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes what a session needs besides, that has workers send the ranges of its files.
 */
@Configuration(proxyBeanMethods = false)
class ManagerWiring {

	/**
	 * Depends on the database so that its tables exist: the queue may be named after the
	 * moment at which they were made.
	 */
	@Bean
	RangeQueue rangeQueue(PostgresAccess access, OwnersDatabase database, Role role,
			ConfigurableEnvironment environment) {
		return ClusterSetting.in(environment).queue(access, role.command(), 1, (why) -> {
			// it gives loans and takes none
		});
	}

	@Bean
	PartitionHandler partitions(JobRepository repository, JdbcClient jdbc, CurrentUploads uploads, StopSwitch stop,
			RemoteRanges.Cluster cluster) {
		return new RemoteRanges(repository, jdbc, uploads, stop, cluster);
	}

	/** Keeps the plan's short ranges, which many machines share. */
	@Bean
	RangeCut ranges() {
		return (plan) -> plan;
	}

	@Bean
	RemoteRanges.Cluster cluster(RangeQueue queue, NodeRegistry nodes, ConfigurableEnvironment environment) {
		return new RemoteRanges.Cluster(queue, nodes, ClusterSetting.in(environment).patience());
	}

}
