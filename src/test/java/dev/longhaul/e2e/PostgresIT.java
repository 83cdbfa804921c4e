package dev.longhaul.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.repository.SharedClaims.Claimed;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.repository.postgres.PostgresClaims;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that share a repository in PostgreSQL, killed and cut off from it.
 */
class PostgresIT {

	private static final int UNFINISHED = 1;

	private static final int BUSY = 75;

	private static final int PARTS = 6;

	private final Site site;

	private final PostgresServer postgres;

	private final Path file;

	PostgresIT(@TempDir Path folder, @TempDir Path data) {
		this.site = Site.in(folder);
		this.postgres = PostgresServer.in(data);
		this.file = this.site.file("big.bin", PARTS * 5 * Site.MIB, 1);
		this.site.repositoryIn(this.postgres, "");
	}

	@AfterEach
	void close() {
		this.site.close();
		this.postgres.close();
	}

	@Test
	void after_a_kill_another_machine_finishes_and_sends_only_what_is_missing() {
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(4).stallInBody());
		LonghaulProcess killed = this.site.start("--home", "home-a", "run");
		this.site.s3().awaitEnd(Op.UPLOAD_PART, 4, Duration.ofMinutes(1));
		this.site.s3().awaitRequest(Op.UPLOAD_PART, PARTS, Duration.ofMinutes(1));
		assertThat(this.site.longhaul("--home", "home-b", "status").out()).contains("running");

		Ended second = this.site.longhaul("--home", "home-b", "run");
		assertThat(second.exitCode()).as("%s", second).isEqualTo(BUSY);
		assertThat(second.err()).contains("vault is being run by longhaul run on ").contains("process ");
		Ended rerun = this.site.longhaul("--home", "home-b", "rerun");
		assertThat(rerun.exitCode()).as("%s", rerun).isEqualTo(UNFINISHED);
		assertThat(rerun.out()).contains("big.bin is being uploaded by longhaul run on ");

		killed.kill();
		killed.await();
		this.site.s3().faults().clear();
		Ended third = this.site.longhaul("--home", "home-b", "run", "--wait", "30s");

		assertThat(third.exitCode()).as("%s", third).isZero();
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isZero();
		assertThat(this.site.longhaul("--home", "home-a", "run").out()).contains("1 skipped");
	}

	@Test
	void a_restart_of_the_server_ends_the_run_and_the_next_one_goes_on() {
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(2).stallInBody());
		LonghaulProcess run = this.site.start("run");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 4, Duration.ofMinutes(1));
		this.postgres.stop();
		stalled.release();

		Ended ended = run.await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
		assertThat(ended.err() + ended.out()).contains("the repository at " + this.postgres.url())
			.doesNotContain("\tat ")
			.doesNotContain(PostgresServer.PASSWORD);
		Ended away = this.site.longhaul("run");
		assertThat(away.exitCode()).as("%s", away).isEqualTo(UNFINISHED);
		assertThat(away.err()).contains("does not answer").doesNotContain("\tat ");

		this.postgres.start();
		this.site.s3().faults().clear();
		Ended next = this.site.longhaul("run");
		assertThat(next.exitCode()).as("%s", next).isZero();
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isLessThanOrEqualTo(2);
	}

	@Test
	void a_run_that_has_lost_its_claims_stops_though_the_server_is_there() {
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(2).stallInBody());
		LonghaulProcess run = this.site.start("run");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 4, Duration.ofMinutes(1));
		this.postgres.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");

		Ended ended = run.await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
		assertThat(ended.err()).contains("the connection that held this process's claims was lost");
		this.site.s3().faults().clear();
		Ended next = this.site.longhaul("run");
		assertThat(next.exitCode()).as("%s", next).isZero();
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isZero();
	}

	@Test
	void a_run_that_waits_for_another_machine_is_ended_by_a_signal() {
		PostgresAccess access = new PostgresAccess(this.postgres.url(), PostgresServer.USER, PostgresServer.PASSWORD);
		try (PostgresClaims other = PostgresClaims.open(access, "run");
				Claimed held = other.take("definition vault").orElseThrow()) {
			LonghaulProcess run = this.site.start("run", "--wait", "40s");
			run.awaitStderr("waiting until that has ended");
			run.terminate();

			Ended ended = run.await();

			assertThat(ended.exitCode()).as("%s", ended).isEqualTo(143);
			assertThat(ended.err()).contains("vault is being run by longhaul run on ")
				.contains("stopped while it waited, nothing was begun");
		}
		assertThat(this.site.s3().requests()).isEmpty();
	}

	@Test
	void a_run_with_workers_waits_for_a_command_without() throws IOException {
		Files.delete(this.file);
		this.site.file("small.bin", 100, 2);
		CompletableFuture<Void> listed = new CompletableFuture<>();
		this.site.s3().faults().add(Fault.on(Op.LIST_MULTIPART_UPLOADS).once().then(listed::join));
		LonghaulProcess sweep = this.site.start("sweep");
		this.site.s3().awaitRequest(Op.LIST_MULTIPART_UPLOADS, 1, Duration.ofMinutes(1));
		Ended impatient = this.site.longhaul("run", "--cluster");
		assertThat(impatient.exitCode()).as("%s", impatient).isEqualTo(BUSY);
		assertThat(impatient.err()).contains("sends its files by itself; nothing was started");

		LonghaulProcess run = this.site.start("run", "--cluster", "--wait", "2m");
		run.awaitStderr("waiting until it is free");
		listed.complete(null);

		assertThat(sweep.await().exitCode()).isZero();
		Ended waited = run.await();
		assertThat(waited.exitCode()).as("%s", waited).isZero();
		assertThat(waited.out()).contains("1 delivered");
	}

}
