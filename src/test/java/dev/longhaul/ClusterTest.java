package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.longhaul.cli.WorkerSession;
import dev.longhaul.cluster.RangeEvent;
import dev.longhaul.cluster.RangeSender.LocalDefinitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.job.Allowances;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.upload.Bandwidth;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What managers and workers of a cluster agree on, and what is refused.
 */
class ClusterTest {

	private static final int UNFINISHED = 1;

	private static final int USAGE = 2;

	private static final int PERSON = 3;

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final ClusterNight cluster;

	private final Night night;

	private final NightWorkers workers;

	ClusterTest(@TempDir Path folder) {
		this.cluster = new ClusterNight(folder, postgres);
		this.night = this.cluster.night();
		this.workers = this.cluster.workers();
	}

	@Test
	void a_repository_of_one_process_is_refused() {
		this.cluster.settings().clearRepository();

		for (String[] words : new String[][] { { "run", "--cluster" }, { "rerun", "--cluster" },
				{ "watch", "--cluster" }, { "worker" } }) {
			assertThat(this.cluster.command(words)).satisfies((ended) -> {
				assertThat(ended.exitCode()).isEqualTo(USAGE);
				assertThat(ended.err()).contains("HSQLDB").contains("longhaul.repository.url");
			});
		}
		assertThat(this.cluster.command("nodes").exitCode()).isZero();
		assertThat(this.night.definitions().resolve("home")).doesNotExist();
	}

	@Test
	void settings_of_a_worker_that_cannot_be_right_are_refused() {
		assertThat(this.cluster.command("worker", "--parts-at-once", "0").exitCode()).isEqualTo(USAGE);
		assertThat(this.cluster.command("worker", "--name", "../a").exitCode()).isEqualTo(USAGE);
		this.cluster.settings().set("cluster.loan", "soon");
		assertThat(this.cluster.command("worker")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(USAGE);
			assertThat(ended.err()).contains("longhaul.cluster.loan 'soon' is not a duration");
		});
		this.cluster.settings().set("cluster.loan", "0s");
		assertThat(this.cluster.command("worker").err()).contains("longhaul.cluster.loan must be at least 1s");
		assertThat(this.night.definitions().resolve("home")).doesNotExist();
		this.cluster.settings().clear("cluster.loan");
		this.cluster.settings().set("repository.password", "guessed");
		assertThat(this.cluster.command("worker")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("cannot be opened by user carrier").doesNotContain("guessed");
		});
	}

	@Test
	void a_worker_of_another_version_is_refused_with_both() {
		this.cluster.command("run");
		postgres.server()
			.sql("insert into node values (gen_random_uuid(), 'mars', 'mars', 1, '9.9', 'run --cluster', 0, now(),"
					+ " now(), '{}', '')");

		assertThat(this.cluster.command("worker")).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(PERSON);
			assertThat(ended.err()).contains("mars on mars is Longhaul 9.9, this worker is longhaul (not packaged)");
		});
		assertThat(this.cluster.command("nodes").out()).contains("mars  run --cluster  mars, process 1  longhaul 9.9");
		assertThat(this.cluster.command("nodes", "--json").out()).contains("\"role\":\"run --cluster\"");
	}

	@Test
	void a_run_that_nobody_works_for_ends_and_keeps_what_it_began() {
		this.cluster.settings().set("cluster.patience", "1s");
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);

		assertThat(this.cluster.command("run", "--cluster")).satisfies((ended) -> {
			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
			assertThat(ended.out()).contains("no worker was up for 1 s");
		});

		assertThat(this.cluster.command("rerun").exitCode()).isZero();
		this.night.assertDelivered(file);
	}

	@Test
	void a_failure_on_a_worker_is_the_runs_with_its_reason_and_cure() throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 3);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		try (WorkerSession worker = this.workers.open("a", 2)) {
			assertThat(this.cluster.command("run", "--cluster")).satisfies((ended) -> {
				assertThat(ended.exitCode()).as("%s", ended).isEqualTo(PERSON);
				assertThat(ended.out()).contains("FAILED").contains("AccessDenied");
			});
			this.night.s3().faults().clear();

			assertThat(this.cluster.command("run", "--cluster").exitCode()).isZero();
		}
		this.night.assertDelivered(file);
	}

	@Test
	void an_upload_that_a_worker_finds_gone_begins_anew_in_the_same_run_also_where_failed_ones_are_kept()
			throws Exception {
		this.night.define("on-failure: keep");
		Path file = this.night.file("big.bin", 3 * Night.PART, 3);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).once().vanish());
		try (WorkerSession worker = this.workers.open("a", 2)) {
			assertThat(this.cluster.command("run", "--cluster"))
				.satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		}
		this.night.assertDelivered(file);
	}

	@Test
	void a_range_whose_context_a_kill_prevented_is_sent_all_the_same() throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 12);
		this.cluster.settings().set("cluster.patience", "10s");
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).answer(403, "AccessDenied"));
		try (WorkerSession worker = this.workers.open("a", 2)) {
			assertThat(this.cluster.command("run", "--cluster").exitCode()).isEqualTo(PERSON);
			this.night.s3().faults().clear();
			postgres.server()
				.sql("update batch_step_execution_context set short_context = '{}', serialized_context = null"
						+ " where step_execution_id in (select step_execution_id from batch_step_execution"
						+ " where step_name like 'range:%')");

			assertThat(this.cluster.command("run", "--cluster"))
				.satisfies((ended) -> assertThat(ended.exitCode()).as("%s", ended).isZero());
		}
		this.night.assertDelivered(file);
	}

	@Test
	void a_worker_that_lost_a_range_does_not_say_that_the_repository_failed() throws Exception {
		Path file = this.night.file("big.bin", 3 * Night.PART, 11);
		Fault stalled = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().stallInBody());
		LocalDefinitions own = this.cluster.definitions();
		AtomicBoolean first = new AtomicBoolean(true);
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession worker = this.workers.open("a", 1, (name) -> {
			if (first.getAndSet(false)) {
				this.cluster.takeRangesOver(); // before it writes that it begins
			}
			return own.named(name);
		})) {
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));
			this.cluster.takeRangesOver(); // before it writes what it sent
			stalled.release();

			assertThat(run.get().exitCode()).isZero();
		}
		this.night.assertDelivered(file);
		assertThat(this.workers.events()).extracting(RangeEvent::result).containsOnly(RangeEvent.Result.SENT);
	}

	@Test
	void a_file_that_changes_while_workers_send_it_goes_up_anew() throws Exception {
		this.night.file("big.bin", 3 * Night.PART, 6);
		Fault stalled = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).once().stallInBody());
		CompletableFuture<TypedCommand> run = this.cluster.run();
		try (WorkerSession worker = this.workers.open("a", 1)) {
			this.night.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));
			Path file = this.night.file("big.bin", 4 * Night.PART, 7);
			stalled.release();

			run.get();
			assertThat(this.cluster.command("run", "--cluster").exitCode()).isZero();

			this.night.assertDelivered(file);
		}
	}

	@Test
	void a_second_upload_has_its_turn_before_the_first_one_is_done() throws Exception {
		this.night.file("a.bin", 12 * Night.PART, 4);
		this.night.file("b.bin", 12 * Night.PART, 5);
		CompletableFuture<TypedCommand> run = this.cluster.run();
		this.night.s3().awaitRequest(Op.CREATE_MULTIPART_UPLOAD, 2, Duration.ofMinutes(1));
		try (WorkerSession worker = this.workers.open("a", 1)) {
			assertThat(run.get().exitCode()).isZero();
		}

		List<String> keys = this.night.s3().requests(Op.UPLOAD_PART).stream().map(RecordedRequest::key).toList();
		assertThat(keys).hasSize(24);
		assertThat(keys.subList(0, 12)).contains("a.bin", "b.bin");
	}

	@Test
	void what_a_definition_allows_is_shared_by_the_workers_that_are_up() throws Exception {
		this.night.defineTransfer("bandwidth: 8MB");
		JobDefinition definition = this.cluster.definitions().named("vault");
		long all = definition.transfer().timetable().slowest();
		try (HomeLock lock = place().lock(Claim.atOnce("worker"));
				ConfigurableApplicationContext context = contextOfWorker(lock)) {
			Bandwidth bandwidth = context.getBean(Allowances.class).bandwidths().of(definition);
			assertThat(bandwidth.pace()).isEqualTo(all);

			try (WorkerSession other = this.workers.open("other", 1)) {
				Awaitility.await().until(() -> bandwidth.pace() == all / 2);
			}
		}
	}

	private PostgresPlace place() {
		return new PostgresPlace(
				new PostgresAccess(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD),
				new Home(this.night.definitions().resolve("home")));
	}

	/** A worker that does nothing by itself. */
	private ConfigurableApplicationContext contextOfWorker(HomeLock lock) {
		return BootSessions.start(place(), lock, DefinitionsInUse.ofWorker(1),
				Role.worker("a", 1, this.cluster.definitions()), LocalTime.leave());
	}

}
