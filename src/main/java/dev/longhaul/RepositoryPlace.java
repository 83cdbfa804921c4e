package dev.longhaul;

import java.util.concurrent.CompletableFuture;

import dev.longhaul.definition.Misconfigured;
import dev.longhaul.repository.OwnersDatabase;
import dev.longhaul.repository.RepositoryReader;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.setting.ProcessSettings;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Where the job repository is, and what a session and a reader have to know of that.
 */
sealed interface RepositoryPlace permits EmbeddedPlace, PostgresPlace {

	/** By the settings of this process. */
	static RepositoryPlace of(Home home) {
		return of(home, ProcessSettings.read());
	}

	static RepositoryPlace of(Home home, ProcessSettings settings) {
		return settings.repository()
			.<RepositoryPlace>map((access) -> new PostgresPlace(access, home))
			.orElseGet(() -> new EmbeddedPlace(home));
	}

	/**
	 * Looks whether several processes can work with it.
	 * @param what wants that
	 * @throws Misconfigured if they cannot
	 */
	void requireShared(String what);

	/** Takes the lock of the home, which log and requests need in any case. */
	HomeLock lock(Claim claim);

	/**
	 * Begins to open it, before the session that it is for.
	 * @param lock of the home
	 * @param command that the session is for
	 */
	Opening open(HomeLock lock, String command);

	/** Makes the beans that differ. */
	Class<?> wiring();

	/** What it means that a session could not be opened. */
	RuntimeException unusable(RuntimeException ex);

	RepositoryReader reader();

	/**
	 * A repository that is being opened.
	 *
	 * @param database a session waits for it only when it needs it
	 * @param others registers what else of it a session needs
	 */
	record Opening(CompletableFuture<OwnersDatabase> database,
			ApplicationContextInitializer<GenericApplicationContext> others) {

		/** Registers with a session the beans that are older than it. */
		void register(GenericApplicationContext context) {
			this.others.initialize(context); // first: what is claimed is freed last
			context.registerBean(OwnersDatabase.class, this.database::join);
		}

		/** Lets go of it, without a session. */
		void cancel() {
			this.database.handle((database, failure) -> {
				if (database != null) {
					database.close();
				}
				return failure;
			}).join();
		}

	}

}
