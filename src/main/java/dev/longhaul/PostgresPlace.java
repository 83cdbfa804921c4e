package dev.longhaul;

import java.sql.SQLException;
import java.time.Clock;

import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.definition.Misconfigured;
import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.repository.home.SharedSign;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.repository.postgres.PostgresClaims;
import dev.longhaul.repository.postgres.PostgresDatabase;
import dev.longhaul.repository.postgres.PostgresReader;
import dev.longhaul.repository.postgres.RepositoryMove;
import dev.longhaul.repository.postgres.RepositoryMove.Moved;
import dev.longhaul.setting.ProcessSettings;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * In PostgreSQL, perhaps together with other machines; the home keeps the lock of this
 * machine's processes, their requests to each other and the log.
 */
record PostgresPlace(PostgresAccess access, Home home) implements RepositoryPlace {

	private static final Logger log = LoggerFactory.getLogger(PostgresPlace.class);

	/** In seconds; only the first look at a long history takes long. */
	private static final int PATIENCE = 60;

	/**
	 * A worker locks a range's row only to write it down. Frozen in that moment it would
	 * keep the range from all others until it thaws.
	 */
	private static final String NOTICE_FROZEN_WORKERS = "set idle_in_transaction_session_timeout = '60s'";

	/** Moves the home's own repository here. */
	static Moved migrate(Home home) {
		PostgresAccess access = ProcessSettings.read()
			.repository()
			.orElseThrow(() -> new Misconfigured("longhaul.repository.url does not say which PostgreSQL to move to"));
		// a run that is under way must end first: it would go on with the old one
		try (HomeLock lock = HomeLock.take(home, Claim.atOnce("migrate"), Clock.systemUTC())) {
			return RepositoryMove.move(lock, access);
		}
	}

	@Override
	public void requireShared(String what) {
		// it is
	}

	@Override
	public HomeLock lock(Claim claim) {
		return HomeLock.takeFolder(this.home, claim, Clock.systemUTC());
	}

	/** The claims' connection is the first to say that something is wrong. */
	@Override
	public Opening open(HomeLock lock, String command) {
		PostgresClaims claims = PostgresClaims.open(this.access, command);
		try {
			beside(command);
		}
		catch (RuntimeException ex) {
			claims.close();
			throw ex;
		}
		return new Opening(PostgresDatabase.open(this.access, claims, command, notices(command), PATIENCE),
				(context) -> {
					context.registerBean(PostgresClaims.class, () -> claims);
					context.registerBean(PostgresAccess.class, () -> this.access);
				});
	}

	/** A worker begins no upload, and its home may have been that of runs of its own. */
	private void beside(String command) {
		PostgresReader reader = new PostgresReader(this.access, this.home);
		if (!command.equals(NodeRegistry.WORKER)) {
			reader.requireMoved();
			new SharedSign(this.home).write(this.access.url());
		}
		reader.passedOver().ifPresent(log::warn);
	}

	@Override
	public Class<?> wiring() {
		return PostgresWiring.class;
	}

	/** For each connection of a session, as SQL. */
	static String notices(String command) {
		return PostgresAccess.NOTICE_VANISHED_MACHINES
				+ (command.equals(NodeRegistry.WORKER) ? "; " + NOTICE_FROZEN_WORKERS : "");
	}

	@Override
	public RuntimeException unusable(RuntimeException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof FlywayValidateException) {
				return RepositoryUnusable.newer("at " + this.access, ex);
			}
			if (cause instanceof SQLException failure) {
				return this.access.failure(failure);
			}
		}
		String why = String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		return new RepositoryUnusable(why.contains("non-empty schema")
				? ("the schema of the repository at %s has tables of something else; nothing was started. Make one for "
						+ "Longhaul alone and name it in longhaul.repository.url by currentSchema")
					.formatted(this.access)
				: "the repository at %s cannot be opened (%s); nothing was started".formatted(this.access,
						why.lines().findFirst().orElse("")),
				ex);
	}

	@Override
	public RepositoryReader reader() {
		return new PostgresReader(this.access, this.home);
	}

}
