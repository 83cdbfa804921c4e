package dev.longhaul;

import java.time.Clock;
import java.time.Duration;

import dev.longhaul.cli.StopSignals;
import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.Worker;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.setting.ProcessSettings;

import org.springframework.beans.BeansException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Opens the session of a worker.
 */
final class BootWorkers {

	private BootWorkers() {
	}

	static WorkerSession open(Home home, WorkerSession.Setting setting, Clock clock) {
		ProcessSettings settings = ProcessSettings.read();
		settings.require(setting.partsAtOnce(), true);
		RepositoryPlace place = RepositoryPlace.of(home, settings);
		place.requireShared("worker");
		Role role = Role.worker(setting.name(), setting.partsAtOnce(), setting.definitions());
		Closing closing = new Closing();
		try {
			HomeLock lock = closing.on(place.lock(new Claim(role.command(), Duration.ZERO, false)));
			ConfigurableApplicationContext context = closing
				.on(BootSessions.start(place, lock, DefinitionsInUse.ofWorker(setting.partsAtOnce()), role, clock));
			closing.on(context.getBean(StopSwitch.class)::stop);
			return new WorkerSession(context.getBean(Worker.class), context.getBean(StopSignals.class),
					context.getBean(RepositoryCare.class).requireIntact(), closing);
		}
		catch (RuntimeException ex) {
			closing.after(ex);
			throw (ex instanceof BeansException) ? BootSessions.unusable(place, ex) : ex;
		}
	}

}
