package dev.longhaul.cluster;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.longhaul.cluster.NodeRegistry.Self;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes that know each other by the repository. */
class NodeRegistryTest {

	private static final long UPLOAD = 7;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	private JdbcClient jdbc;

	@BeforeEach
	void begin() {
		DriverManagerDataSource source = new DriverManagerDataSource(postgres.server().url(), PostgresServer.USER,
				PostgresServer.PASSWORD);
		Flyway.configure().dataSource(source).locations("classpath:db/migration/postgresql").load().migrate();
		this.jdbc = JdbcClient.create(source);
	}

	@Test
	void one_that_was_frozen_for_longer_than_a_day_is_there_again_since_its_start() {
		try (NodeRegistry frozen = worker("mars")) {
			OffsetDateTime started = started();
			this.jdbc.sql("update NODE set HEARTBEAT = now() - interval '2 days'").update();
			worker("venus").close();
			assertThat(names()).isEmpty();

			frozen.begin(UPLOAD);

			assertThat(names()).containsExactly("mars");
			assertThat(started()).isEqualTo(started);
			assertThat(frozen.living().workersAt(UPLOAD)).containsExactly("mars");
			assertThat(frozen.workers().count()).isOne();
		}
		assertThat(names()).isEmpty();
	}

	@Test
	void one_that_has_said_good_bye_is_not_there_again_by_what_still_hangs_in_it() {
		NodeRegistry ended = worker("mars");
		ended.close();

		ended.begin(UPLOAD);

		assertThat(names()).isEmpty();
	}

	@Test
	void a_worker_that_cannot_send_does_not_hide_one_of_its_name_that_can() {
		try (NodeRegistry able = worker("a"); NodeRegistry unable = worker("a")) {
			say(unable, "no mount");
			assertThat(able.living().isAnyWorkerGettingOn(UPLOAD)).isFalse();

			able.begin(UPLOAD);

			assertThat(able.living().isAnyWorkerGettingOn(UPLOAD)).isTrue();
		}
	}

	@Test
	void workers_of_one_name_on_two_machines_are_told_apart_by_these() {
		try (NodeRegistry here = worker("a"); NodeRegistry there = worker("a"); NodeRegistry other = worker("b")) {
			say(here, "no mount");
			say(there, "no key");
			say(other, "no disk");
			this.jdbc.sql("update NODE set HOST = case when DOING = 'no key' then 'venus' else 'mars' end").update();

			assertThat(here.living().refusals(UPLOAD)).isEqualTo(
					Map.of("a on mars", List.of("no mount"), "a on venus", List.of("no key"), "b", List.of("no disk")));
			assertThat(here.living().workersAt(UPLOAD)).containsExactly("a on mars", "a on venus", "b");
		}
	}

	private NodeRegistry worker(String name) {
		return new NodeRegistry(this.jdbc, new Self(name, NodeRegistry.WORKER, 1));
	}

	private static void say(NodeRegistry node, String sentence) {
		node.says(() -> new NodeWords(sentence, List.of(UPLOAD)));
		node.begin(UPLOAD);
	}

	private OffsetDateTime started() {
		return this.jdbc.sql("select STARTED from NODE").query(OffsetDateTime.class).single();
	}

	private List<String> names() {
		return this.jdbc.sql("select NAME from NODE").query(String.class).list();
	}

}
