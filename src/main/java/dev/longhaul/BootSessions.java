package dev.longhaul;

import java.time.Clock;
import java.time.ZoneId;
import java.util.TimeZone;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.cli.RunSession;
import dev.longhaul.cli.RunSessions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.repository.Claim;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.HomeLock;
import dev.longhaul.repository.RepositoryNotWritten;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.RequestServer;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Opens a session as a Spring Boot application that lasts as long.
 */
final class BootSessions implements RunSessions {

	/**
	 * The machine's zone, for the dates in keys. Spring Batch writes local times and
	 * orders by them, so for everything else the process lives in UTC: a change of zone
	 * or of daylight saving time between two runs must not turn their order round.
	 */
	private static final ZoneId ZONE = leaveLocalTime();

	private static ZoneId leaveLocalTime() {
		ZoneId zone = ZoneId.systemDefault();
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
		return zone;
	}

	/** In the machine's zone. */
	static Clock clock() {
		return Clock.system(ZONE);
	}

	@Override
	public RunSession open(Home home, DefinitionsInUse definitions, Claim claim) {
		RepositoryPlace place = RepositoryPlace.of(home);
		HomeLock lock = place.lock(claim);
		try {
			ConfigurableApplicationContext context = start(place, lock, definitions, claim.command());
			RunSession session = context.getBean(RunSession.class);
			RunSessions beside = (sameHome, others, claimed) -> session.beside(others);
			RequestServer requests = RequestServer.start(lock,
					(request, out, err) -> CommandLines.carryOut(request, beside, out, err));
			return new RunSession(definitions, session.engine(), () -> {
				requests.close();
				session.close();
			});
		}
		catch (RuntimeException ex) {
			lock.close();
			throw (ex instanceof BeansException) ? unusable(place, ex) : ex;
		}
	}

	@Override
	public RepositoryReader reader(Home home) {
		return RepositoryPlace.of(home).reader();
	}

	static ConfigurableApplicationContext start(RepositoryPlace place, HomeLock lock, DefinitionsInUse definitions,
			String command) {
		ApplicationContextInitializer<GenericApplicationContext> known = (context) -> {
			context.registerBean(HomeLock.class, () -> lock);
			// a copy: what other commands bring along is none of the first one's
			context.registerBean(DefinitionsInUse.class, () -> new DefinitionsInUse(definitions.all()));
			context.registerBean(Clock.class, BootSessions::clock);
			place.prepare(context, command);
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("repository", place.settings(command)));
		};
		// Logback is configured by the command line
		System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
		return new SpringApplicationBuilder(Wiring.class, place.wiring()).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.logStartupInfo(false)
			.initializers(known)
			.run();
	}

	private static RuntimeException unusable(RepositoryPlace place, RuntimeException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof RepositoryNotWritten notWritten) {
				return notWritten;
			}
			if (cause instanceof InvalidDefinition invalid) {
				return invalid;
			}
		}
		return place.unusable(ex);
	}

}
