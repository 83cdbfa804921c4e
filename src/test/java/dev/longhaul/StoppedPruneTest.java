package dev.longhaul;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.longhaul.launch.RunMode;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A prune that gets a signal. The test holds a table that it deletes from, so that the
 * signal comes within its first transaction.
 */
class StoppedPruneTest {

	private static final int TERMINATED = 143;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	@Test
	void ends_after_the_transaction_in_hand_and_says_how_far_it_came(@TempDir Path folder) throws Exception {
		this.settings.use(postgres.settings());
		try (Night night = Night.in(folder);
				Connection connection = DriverManager.getConnection(postgres.server().url(), PostgresServer.USER,
						PostgresServer.PASSWORD)) {
			night.file("big.bin", 100, 1);
			night.run();
			night.run(new RunMode(true, false, false));
			night.file("other.bin", 10, 2);
			night.run();
			JdbcClient holder = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			connection.setAutoCommit(false);
			holder.sql("lock table BATCH_STEP_EXECUTION_CONTEXT in share mode").update();
			Path said = folder.resolve("said.txt");

			Process prune = OwnProcess
				.in(folder,
						postgres.settings()
							.entrySet()
							.stream()
							.map((setting) -> "-D" + setting.getKey() + "=" + setting.getValue())
							.toArray(String[]::new))
				.start(said, "prune", "--older-than", "0s");
			Awaitility.await().atMost(PATIENCE).until(() -> isAwaited(holder));
			prune.destroy(); // SIGTERM
			Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(said).contains("TERM: nothing new"));
			connection.rollback();

			assertThat(prune.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(said).content()
				.contains("1 upload that ended before", "was pruned, 2 stay; stopped before the end");
			assertThat(prune.exitValue()).isEqualTo(TERMINATED);
			// of a file with several attempts these go in a transaction of their own
			assertThat(night.longhaul("prune", "--older-than", "0s")).contains("2 uploads ", "0 stay");
		}
	}

	private static boolean isAwaited(JdbcClient holder) {
		return holder
			.sql("select count(*) from pg_locks where not granted "
					+ "and relation = 'batch_step_execution_context'::regclass")
			.query(Integer.class)
			.single() > 0;
	}

}
