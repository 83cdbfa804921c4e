package dev.longhaul;

import dev.longhaul.cluster.LoanWatch;
import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.cluster.RangeQueue;
import dev.longhaul.cluster.RangeSender;
import dev.longhaul.cluster.Worker;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.job.CheckpointInterval;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.setting.ClusterSetting;
import dev.longhaul.source.FileCalls;
import dev.longhaul.upload.TransferMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes what a worker needs besides.
 */
@Configuration(proxyBeanMethods = false)
class WorkerWiring {

	private static final Logger log = LoggerFactory.getLogger(WorkerWiring.class);

	/**
	 * Depends on the database so that its tables exist: the queue may be named after the
	 * moment at which they were made.
	 */
	@Bean
	RangeQueue rangeQueue(PostgresAccess access, OwnersDatabase database, Role role, StopSwitch stop,
			ConfigurableEnvironment environment) {
		RangeQueue queue = ClusterSetting.in(environment).queue(access, role.command(), role.self().slots(), (why) -> {
			log.warn("{}; what is in flight is cut", why);
			stop.cut();
		});
		try {
			queue.requireThere();
			return queue;
		}
		catch (RuntimeException ex) {
			queue.close();
			throw ex;
		}
	}

	/**
	 * Whoever takes over a dead worker's range knows only what was committed: the store's
	 * list of parts is asked for when a run begins, not when a range does.
	 */
	@Bean
	CheckpointInterval checkpointInterval() {
		return CheckpointInterval.EACH_PART;
	}

	@Bean
	RangeSender rangeSender(JobRepository repository, @Qualifier("rangeStep") Step range, DefinitionsInUse inUse,
			TransferMonitor monitor, RangeSender.LocalDefinitions definitions, FileCalls files) {
		return new RangeSender(repository, range, inUse, monitor, definitions, files);
	}

	@Bean
	LoanWatch loanWatch(FileCalls files, ConfigurableEnvironment environment) {
		return new LoanWatch(files, ClusterSetting.in(environment).silence());
	}

	@Bean
	Worker worker(RangeQueue queue, RangeSender sender, NodeRegistry nodes, StopSwitch stop, LoanWatch watch,
			Role role) {
		return new Worker(queue, sender, nodes, stop, watch, role.self().slots());
	}

}
