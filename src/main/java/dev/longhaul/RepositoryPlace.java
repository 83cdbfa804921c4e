package dev.longhaul;

import java.util.Map;

import dev.longhaul.definition.InvalidDefinition;
import dev.longhaul.repository.Claim;
import dev.longhaul.repository.Home;
import dev.longhaul.repository.HomeLock;
import dev.longhaul.repository.RepositoryReader;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Where the job repository is, and what a session and a reader have to know of that.
 */
sealed interface RepositoryPlace permits EmbeddedPlace, PostgresPlace {

	/** By the settings of this process. */
	static RepositoryPlace of(Home home) {
		return RepositorySetting.read()
			.<RepositoryPlace>map((access) -> new PostgresPlace(access, home))
			.orElseGet(() -> new EmbeddedPlace(home));
	}

	/**
	 * Looks whether several processes can work with it.
	 * @param what wants that
	 * @throws InvalidDefinition if they cannot
	 */
	void requireShared(String what);

	/** Takes the lock of the home, which log and requests need in any case. */
	HomeLock lock(Claim claim);

	/**
	 * Makes known to a session what is older than it.
	 * @param command that the session is for
	 */
	void prepare(GenericApplicationContext context, String command);

	/** Makes the beans that differ. */
	Class<?> wiring();

	/** Settings that nobody may override. */
	Map<String, Object> settings(String command);

	/** What it means that a session could not be opened. */
	RuntimeException unusable(RuntimeException ex);

	RepositoryReader reader();

}
