package dev.longhaul.cluster;

import java.time.Duration;
import java.util.List;

import dev.longhaul.stub.ArtemisBroker;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.dao.DataAccessResourceFailureException;

import static dev.longhaul.cluster.RangeRequests.ask;
import static dev.longhaul.cluster.RangeRequests.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A broker may serve several repositories: each has a queue of its own, and keeps it.
 */
class QueueOfRepositoryTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	static final ArtemisBroker broker = ArtemisBroker.begin();

	@AfterEach
	void close() {
		broker.lose();
	}

	@Test
	void the_broker_may_have_requests_of_another_repository() {
		postgres.server().sql("create schema if not exists second authorization carrier");
		try (RangeQueue own = open(postgres.server().url())) {
			ask(own, 1);

			try (RangeQueue other = open(repository("second"))) {
				assertThat(take(other)).isEmpty();
			}
			assertThat(take(own)).contains(1L);
		}
	}

	@Test
	void a_database_that_does_not_tell_its_server_has_requests_of_its_own_all_the_same() {
		postgres.server().sql("revoke execute on function pg_control_system() from public");
		try {
			for (String schema : List.of("third", "fourth")) {
				postgres.server().sql("create schema if not exists %s authorization carrier".formatted(schema));
				Flyway.configure()
					.dataSource(repository(schema), PostgresServer.USER, PostgresServer.PASSWORD)
					.locations("classpath:db/migration/postgresql")
					.load()
					.migrate();
			}
			refuseToTell("third", "0A000"); // as some providers do
			try (RangeQueue own = open(repository("third"));
					RangeQueue same = open(repository("third,pg_catalog"));
					RangeQueue other = open(repository("fourth"))) {
				ask(own, 1);
				assertThat(take(other)).isEmpty();
				assertThat(take(same)).contains(1L);
			}
		}
		finally {
			postgres.server().sql("grant execute on function pg_control_system() to public");
		}
	}

	@Test
	void a_server_that_just_goes_down_gives_the_queue_no_other_name() {
		refuseToTell("fifth", "57P01");
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> open(repository("fifth,pg_catalog")));
	}

	/** Has another function found before the server's own. */
	private static void refuseToTell(String schema, String state) {
		postgres.server().sql("create schema if not exists %s authorization carrier".formatted(schema));
		postgres.server()
			.sql("""
					create or replace function %s.pg_control_system() returns table (system_identifier bigint)
					language plpgsql as $$ begin raise exception 'no' using errcode = '%s'; end $$""".formatted(schema,
					state));
	}

	private static String repository(String schema) {
		return postgres.server().url() + "?currentSchema=" + schema;
	}

	private static RangeQueue open(String repository) {
		ArtemisAccess access = new ArtemisAccess(broker.url(), ArtemisBroker.USER, ArtemisBroker.PASSWORD);
		return RangeRequests.open(access, repository, Duration.ofSeconds(30), (why) -> {
			throw new AssertionError(why);
		});
	}

}
