package dev.longhaul;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.machine.Version;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers that are up and cannot send.
 */
@Timeout(180)
class UnableWorkersTest {

	private static final int UNFINISHED = 1;

	private static final String AT_WORK_UNTIL_ASKED_TO_STOP = """
			update batch_step_execution set status = case
				when exists (select 1 from batch_job_execution where status = 'STOPPING') then 'STARTING' else 'STARTED' end
			where step_name like 'range:%' and status in ('STARTING', 'STARTED')""";

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final ClusterNight cluster;

	@AutoClose
	private final Logged log = Logged.under("dev.longhaul.cluster");

	private final Night night;

	private final NightWorkers workers;

	UnableWorkersTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
		this.workers = this.cluster.workers();
	}

	@Test
	void one_whose_key_the_store_refuses_leaves_the_range_to_another() throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).answer(403, "InvalidAccessKeyId"));
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession wrong = this.workers.open("wrong", 1)) {
			this.workers.await("InvalidAccessKeyId");
			this.night.s3().faults().clear();
			try (WorkerSession right = this.workers.open("right", 1)) {
				assertThat(run.get()).satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
			}
		}
		this.night.assertDelivered(file);
		assertThat(this.workers.events()).extracting(RangeEvent::result)
			.contains(RangeEvent.Result.GIVEN_BACK)
			.doesNotContain(RangeEvent.Result.FAILED);
	}

	@Test
	void those_that_take_a_range_and_give_it_back_again_and_again_do_not_keep_a_run_from_its_end() throws Exception {
		this.cluster.command("run"); // makes the tables
		this.cluster.settings().set("cluster.patience", "3s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 2);
		standInOnceItBegins(file, "given back: no credentials were found");
		CompletableFuture<TypedCommand> run = this.cluster.run();

		Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(500)).until(() -> {
			this.cluster.takeRangesOver();
			return run.isDone();
		});

		assertThat(run.get()).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
			assertThat(ended.out()).contains("no worker can send")
				.contains("mars: part 1 of")
				.contains("no credentials");
		});
	}

	@Test
	void one_that_is_long_at_a_range_which_it_could_not_send_before_does_not_keep_a_run_from_its_end()
			throws Exception {
		this.cluster.settings().set("cluster.patience", "3s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 7);
		standInOnceItBegins(file, "given back: the store does not answer");
		CompletableFuture<TypedCommand> run = this.cluster.run();
		this.night.s3().awaitRequest(Op.CREATE_MULTIPART_UPLOAD, 1, Duration.ofMinutes(1));

		Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200)).until(() -> {
			jdbc().sql("update node set uploads = doing_uploads where name = 'mars'").update();
			jdbc().sql(AT_WORK_UNTIL_ASKED_TO_STOP).update();
			return run.isDone();
		});

		assertThat(run.get()).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
			assertThat(ended.out()).contains("no worker can send").contains("the store does not answer");
		});
	}

	@Test
	void what_keeps_all_from_sending_is_said_once_and_soon() throws Exception {
		this.cluster.settings().set("cluster.patience", "4s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 3);
		standInOnceItBegins(file, "given back: no credentials were found");
		CompletableFuture<TypedCommand> run = this.cluster.run();

		assertThat(run.get().exitCode()).isEqualTo(UNFINISHED);
		assertThat(this.log.messages()).filteredOn((said) -> said.contains("no credentials"))
			.containsExactly("no worker can send %1$s so far: mars: part 1 of %1$s given back: ".formatted(file)
					+ "no credentials were found; waiting for one that can, 4 s at most");
	}

	@Test
	void what_kept_one_from_sending_is_the_reason_though_it_speaks_of_other_files_since() throws Exception {
		this.cluster.settings().set("cluster.patience", "3s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 5);
		standInOnceItBegins(file, "given back: no credentials were found");
		CompletableFuture<TypedCommand> run = this.cluster.run();
		Awaitility.await().until(() -> this.log.messages().stream().anyMatch((message) -> message.contains("so far")));
		jdbc()
			.sql("update node set doing = 'part 1 of /other given back: no mount', doing_uploads = '{0}'"
					+ " where name = 'mars'")
			.update();

		assertThat(run.get().out()).contains("no worker can send " + file)
			.contains("mars: part 1 of %s given back: no credentials were found".formatted(file))
			.doesNotContain("/other");
	}

	@Test
	void of_a_file_on_its_way_to_two_stores_each_upload_names_what_keeps_itself_from_being_sent() throws Exception {
		this.cluster.settings().set("cluster.patience", "3s");
		this.night.file("big.bin", 3 * Night.PART, 6);
		Path vault = this.night.definitions().resolve("vault.yml");
		Files.writeString(vault.resolveSibling("attic.yml"), Files.readString(vault).replace("{path}", "attic/{path}"));
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("big.bin").answer(403, "InvalidAccessKeyId"));
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("attic/big.bin").answer(403, "ExpiredToken"));
		try (WorkerSession worker = this.workers.open("mars", 1)) {
			assertThat(this.cluster.command("run", "--cluster").out().lines())
				.filteredOn((line) -> line.contains("no worker can send"))
				.hasSize(2)
				.allSatisfy((line) -> assertThat(line.contains("InvalidAccessKeyId")).as(line)
					.isNotEqualTo(line.contains("ExpiredToken")));
		}
	}

	@Test
	void those_that_went_before_the_end_of_patience_are_not_taken_for_workers_without_requests() throws Exception {
		this.cluster.command("run"); // makes the tables
		standIn("");
		// in which the worker is seen, and taken away
		this.cluster.settings().set("cluster.patience", "4s");
		this.night.file("big.bin", 3 * Night.PART, 4);
		CompletableFuture<TypedCommand> run = this.cluster.run();
		Awaitility.await()
			.until(() -> jdbc().sql("select exists (select 1 from node where cardinality(uploads) > 0)")
				.query(Boolean.class)
				.single());
		jdbc().sql("delete from node where name = 'mars'").update();

		assertThat(run.get()).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
			assertThat(ended.out()).contains("no worker was up").doesNotContain("lost");
		});
	}

	/** The run's patience begins behind that, however busy the machine is. */
	private void standInOnceItBegins(Path file, String words) {
		this.night.s3().faults().add(Fault.on(Op.CREATE_MULTIPART_UPLOAD).then(() -> standIn(file, words)));
	}

	/** A worker that is up as long as the test, and says so of the only upload. */
	private static void standIn(Path file, String words) {
		standIn("part 1 of %s %s".formatted(file, words));
		jdbc()
			.sql("update node set doing_uploads = array(select job_instance_id from batch_job_instance)"
					+ " where name = 'mars'")
			.update();
	}

	private static void standIn(String doing) {
		jdbc()
			.sql("insert into node values (gen_random_uuid(), 'mars', 'mars', 1, :version, 'worker', 1, now(),"
					+ " now() + interval '1 hour', '{}', :doing)")
			.param("version", Version.own())
			.param("doing", doing)
			.update();
	}

	private static JdbcClient jdbc() {
		return JdbcClient
			.create(new DriverManagerDataSource(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD));
	}

}
