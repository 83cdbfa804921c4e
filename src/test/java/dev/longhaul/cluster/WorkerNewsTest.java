package dev.longhaul.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.longhaul.cluster.RangeEvent.Result;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What other machines hear of a worker. */
class WorkerNewsTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	private final AtomicLong now = new AtomicLong();

	private JdbcClient jdbc;

	private NodeRegistry nodes;

	private WorkerNews news;

	@BeforeEach
	void begin() {
		DriverManagerDataSource source = new DriverManagerDataSource(postgres.server().url(), PostgresServer.USER,
				PostgresServer.PASSWORD);
		Flyway.configure().dataSource(source).locations("classpath:db/migration/postgresql").load().migrate();
		this.jdbc = JdbcClient.create(source);
		this.nodes = new NodeRegistry(this.jdbc, new NodeRegistry.Self("mars", NodeRegistry.WORKER, 1));
		this.news = new WorkerNews(this.nodes, (event) -> {
		}, this.now::get);
	}

	@AfterEach
	void end() {
		this.nodes.close();
	}

	@Test
	void a_trouble_that_is_over_is_not_repeated_by_the_next_sign_of_life() {
		refuse(1, "/data/a");
		beat();
		assertThat(heard()).containsExactly("upload 1, part 1 of /data/a given back: no mount");

		this.now.addAndGet(Duration.ofMinutes(4).toNanos());
		beat();

		assertThat(heard()).isEmpty();
	}

	@Test
	void of_more_files_than_can_be_told_the_last_are_told_whole_and_the_others_counted() {
		String folder = "/data/" + "x".repeat(300);
		IntStream.rangeClosed(1, 12).forEach((number) -> refuse(number, folder + number));

		List<String> heard = heard();

		assertThat(heard.get(0)).endsWith(folder.substring(6) + "12 given back: no mount");
		assertThat(heard.subList(0, heard.size() - 1)).hasSizeGreaterThan(3)
			.allSatisfy((sentence) -> assertThat(sentence).endsWith(" given back: no mount"));
		int counted = 12 - (heard.size() - 1);
		assertThat(heard).last().isEqualTo("and %d more".formatted(counted));
		assertThat(this.nodes.living().refusals(12)).isEqualTo(Map.of("mars", heard.subList(0, 1)));
		assertThat(this.nodes.living().refusals(counted)).isEmpty();
	}

	private List<String> heard() {
		return this.jdbc.sql("select DOING from NODE").query(String.class).single().lines().toList();
	}

	/** As the heart does every five seconds. */
	private void beat() {
		this.nodes.begin(7);
	}

	private void refuse(long upload, String file) {
		this.news.tell(new RangeEvent(Result.GIVEN_BACK, upload, file, 1, 1, "no mount", false));
	}

}
