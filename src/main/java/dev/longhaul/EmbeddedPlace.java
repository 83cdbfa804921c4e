package dev.longhaul;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.repository.Claim;
import dev.longhaul.repository.EmbeddedReader;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.HomeInUse;
import dev.longhaul.repository.HomeLock;
import dev.longhaul.repository.RepositoryNotWritten;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.RepositoryUnusable;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * In the home, by HSQLDB.
 */
record EmbeddedPlace(Home home) implements RepositoryPlace {

	@Override
	public void requireShared(String what) {
		throw new InvalidDefinition(List
			.of(("%s needs a job repository that several machines can use: name a PostgreSQL "
					+ "by longhaul.repository.url, for the HSQLDB in %s belongs to one process; nothing was started")
				.formatted(what, this.home.folder())));
	}

	@Override
	public HomeLock lock(Claim claim) {
		return HomeLock.take(this.home, claim, Clock.systemUTC());
	}

	@Override
	public void prepare(GenericApplicationContext context, String command) {
		// the lock is all there is
	}

	@Override
	public Class<?> wiring() {
		return EmbeddedWiring.class;
	}

	@Override
	public Map<String, Object> settings(String command) {
		return Map.of("spring.datasource.url", this.home.ownerUrl(), "spring.datasource.username", "SA",
				"spring.datasource.password", this.home.password());
	}

	@Override
	public RuntimeException unusable(RuntimeException ex) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(ex);
		if (root instanceof FlywayValidateException) {
			return RepositoryUnusable.newer(this.home, ex);
		}
		String why = String.valueOf(root.getMessage());
		Optional<RepositoryNotWritten> notWritten = RepositoryNotWritten.of(this.home, why);
		if (notWritten.isEmpty() && why.contains("lockFile")) {
			return new HomeInUse(this.home);
		}
		return notWritten.<RuntimeException>map(Function.identity())
			.orElseGet(() -> RepositoryUnusable.damaged(this.home, why, ex));
	}

	@Override
	public RepositoryReader reader() {
		return new EmbeddedReader(this.home);
	}

}
