package dev.longhaul;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;

import dev.longhaul.cli.CommandLines;
import dev.longhaul.cli.RunSession;
import dev.longhaul.cli.RunSessions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.repository.Claim;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.HomeInUse;
import dev.longhaul.repository.HomeLock;
import dev.longhaul.repository.RepositoryNotWritten;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.RequestServer;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

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
		HomeLock lock = HomeLock.take(home, claim, Clock.systemUTC());
		try {
			ConfigurableApplicationContext context = start(home, lock, definitions);
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
			throw (ex instanceof BeansException) ? unusable(home, ex) : ex;
		}
	}

	static ConfigurableApplicationContext start(Home home, HomeLock lock, DefinitionsInUse definitions) {
		ApplicationContextInitializer<GenericApplicationContext> known = (context) -> {
			context.registerBean(HomeLock.class, () -> lock);
			// a copy: what other commands bring along is none of the first one's
			context.registerBean(DefinitionsInUse.class, () -> new DefinitionsInUse(definitions.all()));
			context.registerBean(Clock.class, BootSessions::clock);
		};
		// Logback is configured by the command line
		System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
		return new SpringApplicationBuilder(Wiring.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.logStartupInfo(false)
			.initializers(known)
			.properties(Map.of("spring.datasource.url", home.ownerUrl(), "spring.datasource.password", home.password()))
			.run();
	}

	private static RuntimeException unusable(Home home, RuntimeException ex) {
		Throwable root = ex;
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof RepositoryNotWritten notWritten) {
				return notWritten;
			}
			if (cause instanceof InvalidDefinition invalid) {
				return invalid;
			}
			root = cause;
		}
		if (root instanceof FlywayValidateException) {
			return RepositoryUnusable.newer(home, ex);
		}
		String why = String.valueOf(root.getMessage());
		Optional<RepositoryNotWritten> notWritten = RepositoryNotWritten.of(home, why);
		if (notWritten.isEmpty() && why.contains("lockFile")) {
			return new HomeInUse(home);
		}
		return notWritten.<RuntimeException>map(Function.identity())
			.orElseGet(() -> RepositoryUnusable.damaged(home, why, ex));
	}

}
