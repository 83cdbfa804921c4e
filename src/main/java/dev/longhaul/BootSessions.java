package dev.longhaul;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.longhaul.RepositoryPlace.Opening;
import dev.longhaul.cli.CommandLines;
import dev.longhaul.cli.Engine;
import dev.longhaul.cli.RunSession;
import dev.longhaul.cli.RunSessions;
import dev.longhaul.cluster.QueueUnusable;
import dev.longhaul.console.LogSetup;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.repository.home.RepositoryNotWritten;
import dev.longhaul.repository.home.TemporaryHome;
import dev.longhaul.repository.request.RequestServer;
import dev.longhaul.setting.ProcessSettings;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Opens each session as a Spring Boot application of its own, which ends with it.
 */
final class BootSessions implements RunSessions {

	private final Clock clock;

	private final boolean hasWorkers;

	/**
	 * Of processes that send their files by themselves.
	 * @param clock in the machine's zone
	 */
	BootSessions(Clock clock) {
		this(clock, false);
	}

	private BootSessions(Clock clock, boolean hasWorkers) {
		this.clock = clock;
		this.hasWorkers = hasWorkers;
	}

	@Override
	public RunSessions cluster(Home home) {
		RepositoryPlace.of(home).requireShared("--cluster");
		return new BootSessions(this.clock, true);
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

	@Override
	public RunSession open(Home home, Definitions definitions, Claim claim) {
		return open(home, definitions, claim, new Closing());
	}

	@Override
	public RunSessions temporary() {
		return (home, definitions, claim) -> {
			Closing closing = new Closing();
			return open(closing.on(TemporaryHome.make()).home(), definitions, claim, closing);
		};
	}

	private RunSession open(Home home, Definitions definitions, Claim claim, Closing closing) {
		DefinitionsInUse inUse = new DefinitionsInUse(definitions);
		ProcessSettings settings = ProcessSettings.read();
		settings.require(inUse.partsAtOnce(), this.hasWorkers);
		RepositoryPlace place = RepositoryPlace.of(home, settings);
		try {
			HomeLock lock = closing.on(place.lock(claim));
			Role role = this.hasWorkers ? Role.manager(claim.command()) : Role.alone(claim.command());
			ConfigurableApplicationContext context = closing.on(start(place, lock, inUse, role, this.clock));
			RunSession session = new RunSession(definitions, context.getBean(Engine.class), false, closing);
			RunSessions beside = new Beside(session, this.hasWorkers);
			StopSwitch stop = context.getBean(StopSwitch.class);
			closing
				.on(RequestServer.start(lock, (request, out, err) -> CommandLines.carryOut(request, beside, out, err),
						() -> claim.quiet() || stop.isStopping(), stop::hasEnded));
			return session;
		}
		catch (RuntimeException ex) {
			closing.after(ex);
			throw (ex instanceof BeansException) ? unusable(place, ex) : ex;
		}
	}

	@Override
	public RepositoryReader reader(Home home) {
		return RepositoryPlace.of(home).reader();
	}

	static ConfigurableApplicationContext start(RepositoryPlace place, HomeLock lock, DefinitionsInUse definitions,
			Role role, Clock clock) {
		Opening opening = place.open(lock, role.command());
		ApplicationContextInitializer<GenericApplicationContext> known = (context) -> {
			context.registerBean(HomeLock.class, () -> lock);
			context.registerBean(DefinitionsInUse.class, () -> definitions);
			context.registerBean(Role.class, () -> role);
			role.known().initialize(context);
			context.registerBean(Clock.class, () -> clock);
			opening.register(context);
		};
		// Logback is configured by the command line
		System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
		System.setProperty(LogSetup.ROLLS, "true"); // the home is this process's
		List<Class<?>> wirings = new ArrayList<>(role.wirings());
		wirings.addAll(List.of(Wiring.class, place.wiring()));
		try {
			return new SpringApplicationBuilder(wirings.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.registerShutdownHook(false)
				.logStartupInfo(false)
				.initializers(known)
				.run();
		}
		catch (RuntimeException ex) {
			try {
				opening.cancel();
			}
			catch (RuntimeException also) {
				ex.addSuppressed(also);
			}
			throw ex;
		}
	}

	static RuntimeException unusable(RepositoryPlace place, RuntimeException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof RepositoryNotWritten notWritten) {
				return notWritten;
			}
			if (cause instanceof Misconfigured invalid) {
				return invalid;
			}
			if (cause instanceof QueueUnusable queue) {
				return queue;
			}
		}
		return place.unusable(ex);
	}

	/**
	 * Sessions of commands that another process asked this one for.
	 */
	private record Beside(RunSession session, boolean hasWorkers) implements RunSessions {

		@Override
		public RunSession open(Home home, Definitions definitions, Claim claim) {
			return this.session.beside(definitions);
		}

		@Override
		public Clock clock() {
			return this.session.engine().clock();
		}

		@Override
		public RunSessions cluster(Home home) {
			return this.hasWorkers ? this : RunSessions.super.cluster(home);
		}

	}

}
