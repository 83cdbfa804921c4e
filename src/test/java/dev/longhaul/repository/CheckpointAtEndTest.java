package dev.longhaul.repository;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.hsqldb.DatabaseManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database is shut down while HSQLDB's own checkpoint is under way.
 */
class CheckpointAtEndTest {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void the_checkpoint_comes_to_its_end_before(@TempDir Path folder) throws Exception {
		OpenedHome home = OpenedHome.in(folder);
		Thread closing = new Thread(home::close);
		CompletableFuture<Boolean> waited = new CompletableFuture<>();
		// where the checkpoint runs, as long as it may
		DatabaseManager.getTimer().scheduleAfter(0, () -> {
			Awaitility.await().until(() -> waits(closing) || closing.getState() == Thread.State.TERMINATED);
			waited.complete(closing.isAlive());
		});

		closing.start();

		assertThat(waited).succeedsWithin(PATIENCE).isEqualTo(true);
		closing.join();
		try (OpenedHome again = OpenedHome.in(folder)) {
			assertThat(again.jdbc().sql("select count(*) from BATCH_JOB_INSTANCE").query(Integer.class).single())
				.isZero();
		}
	}

	private static boolean waits(Thread closing) {
		return closing.getState() == Thread.State.TIMED_WAITING && Arrays.stream(closing.getStackTrace())
			.anyMatch((call) -> call.getClassName().equals(OwnCheckpoint.class.getName()));
	}

}
