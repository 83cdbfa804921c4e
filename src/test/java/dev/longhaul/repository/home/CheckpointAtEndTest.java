package dev.longhaul.repository.home;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
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

	@Test
	void one_that_hsqldb_has_begun_comes_to_its_end_before(@TempDir Path folder) throws Exception {
		OpenedHome home = OpenedHome.in(folder);
		home.jdbc().sql("create cached table WRITTEN (TEXT longvarchar)").update();
		home.jdbc().sql("set files log size 1").update(); // MB
		Thread closing = new Thread(home::close);
		try (Connection reading = home.connections().getConnection(); Statement question = reading.createStatement()) {
			reading.setAutoCommit(false);
			// the checkpoint waits for its end
			question.execute("select count(*) from WRITTEN");
			home.jdbc().sql("insert into WRITTEN values (?)").param("x".repeat(2 << 20)).update();
			Awaitility.await().atMost(PATIENCE).until(CheckpointAtEndTest::isUnderWay);

			closing.start();

			Awaitility.await().atMost(PATIENCE).until(() -> waits(closing));
			reading.rollback();
		}
		closing.join(PATIENCE.toMillis());
		assertThat(closing.isAlive()).isFalse();
		try (OpenedHome again = OpenedHome.in(folder)) {
			assertThat(again.jdbc().sql("select length(TEXT) from WRITTEN").query(Integer.class).single())
				.isEqualTo(2 << 20);
		}
	}

	private static boolean isUnderWay() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.flatMap(Arrays::stream)
			.anyMatch((call) -> call.getClassName().equals("org.hsqldb.Database$CheckpointRunner"));
	}

	private static boolean waits(Thread closing) {
		return closing.getState() == Thread.State.TIMED_WAITING && Arrays.stream(closing.getStackTrace())
			.anyMatch((call) -> call.getClassName().equals(OwnCheckpoint.class.getName()));
	}

}
