package dev.longhaul;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.RepositoryUnusable;
import dev.longhaul.repository.home.CannotOpen;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.EmbeddedDatabase;
import dev.longhaul.repository.home.EmbeddedReader;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.repository.home.LostWrites;
import dev.longhaul.repository.home.RepositoryNotWritten;
import dev.longhaul.repository.home.SharedSign;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * In the home, by HSQLDB.
 */
final class EmbeddedPlace implements RepositoryPlace {

	private final Home home;

	/** Begun before the database is opened. */
	private @Nullable LostWrites writes;

	EmbeddedPlace(Home home) {
		this.home = home;
	}

	@Override
	public void requireShared(String what) {
		throw new Misconfigured(("%s needs a job repository that several machines can use: name a PostgreSQL "
				+ "by longhaul.repository.url, for the HSQLDB in %s belongs to one process; nothing was started")
			.formatted(what, this.home.folder()));
	}

	@Override
	public HomeLock lock(Claim claim) {
		new SharedSign(this.home).requireNone();
		return HomeLock.take(this.home, claim, Clock.systemUTC());
	}

	@Override
	public Opening open(HomeLock lock, String command) {
		LostWrites watched = LostWrites.watch(this.home);
		this.writes = watched;
		return new Opening(EmbeddedDatabase.open(lock, watched),
				(context) -> context.registerBean(LostWrites.class, () -> watched));
	}

	@Override
	public Class<?> wiring() {
		return EmbeddedWiring.class;
	}

	@Override
	public RuntimeException unusable(RuntimeException ex) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(ex);
		if (root instanceof FlywayValidateException) {
			return RepositoryUnusable.newer("in " + this.home.folder(), ex);
		}
		Optional<RepositoryNotWritten> notWritten = Optional.ofNullable(this.writes).flatMap(LostWrites::failure);
		return notWritten.<RuntimeException>map(Function.identity()).orElseGet(() -> CannotOpen.because(this.home, ex));
	}

	@Override
	public RepositoryReader reader() {
		return new EmbeddedReader(this.home);
	}

}
