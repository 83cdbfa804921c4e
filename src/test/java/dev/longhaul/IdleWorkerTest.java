package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A worker that finds nothing to send.
 */
@Timeout(60)
class IdleWorkerTest {

	/**
	 * Connections that have ended a transaction and rest, each with when it did; one of
	 * the start is among them.
	 */
	private static final String AT_REST = """
			select pid || ' ' || state_change from pg_stat_activity
			where state = 'idle' and query = 'COMMIT' and clock_timestamp() - state_change > interval '200 ms'""";

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	@Test
	void has_no_transaction_open_between_two_looks(@TempDir Path folder) throws Exception {
		this.settings.use(postgres.settings());
		try (WorkerSession worker = NightWorkers.in(folder).open("a", 1)) {
			JdbcClient jdbc = JdbcClient.create(
					new DriverManagerDataSource(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD));
			Set<String> rests = new HashSet<>();

			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
				rests.addAll(jdbc.sql(AT_REST).query(String.class).list());
				return rests.size() > 3;
			});
		}
	}

}
