package dev.longhaul.repository.home;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a step commits is in the database's log when its commit returns: what HSQLDB is
 * left to write by itself follows later, out of the memory of the process.
 */
@Timeout(60)
class CheckedTransactionsTest {

	@TempDir
	private Path folder;

	@Test
	void a_commit_of_a_step_is_written_when_it_returns_and_all_that_was_committed_before() {
		try (OpenedHome home = OpenedHome.in(this.folder)) {
			DataSource connections = home.connections();
			home.jdbc().sql("SET FILES WRITE DELAY 60000 MILLIS").update();
			insert(1, "begun", connections, CheckedTransactions.unsynced(connections, home.writes()));
			insert(2, "sent", connections, CheckedTransactions.synced(connections, home.writes()));

			assertThat(this.folder.resolve("repository.log")).content().contains("'begun'", "'sent'");
		}
	}

	private static void insert(int number, String key, DataSource connections, PlatformTransactionManager manager) {
		new TransactionTemplate(manager).executeWithoutResult((transaction) -> JdbcClient.create(connections)
			.sql("insert into BATCH_JOB_INSTANCE (JOB_INSTANCE_ID, VERSION, JOB_NAME, JOB_KEY) values (?, 0, ?, ?)")
			.params(number, "upload", key)
			.update());
	}

}
