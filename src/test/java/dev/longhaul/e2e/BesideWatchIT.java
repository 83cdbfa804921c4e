package dev.longhaul.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static dev.longhaul.e2e.Watches.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that are typed while a watch, or a run, owns the home: the owner carries them
 * out.
 */
class BesideWatchIT {

	private final Watches watches;

	private final Site site;

	BesideWatchIT(@TempDir Path folder) {
		this.watches = new Watches(folder);
		this.site = this.watches.site();
	}

	@AfterEach
	void close() {
		this.watches.close();
	}

	@Test
	void other_commands_are_carried_out_beside_it() throws IOException {
		LonghaulProcess watch = this.watches.start();
		Path watched = this.site.file("watched.bin", 6 * Site.MIB, 5);
		this.watches.awaitDelivered(watched);
		this.site.define("by-hand", "enabled: false\n");
		this.site.write("jobs/by-hand.yml",
				Files.readString(this.site.path("jobs/by-hand.yml"))
					.replace("directory: files", "directory: hand")
					.replace("in/{path}", "hand/{path}"));
		this.site.write("hand/a.txt", "by hand");

		Ended run = this.site.longhaul("run", "by-hand", "--file", "hand/a.txt");
		assertThat(run.exitCode()).as("%s", run).isZero();
		assertThat(run.out()).contains("delivered  ").contains("hand/a.txt").contains("longhaul: 1 delivered");
		assertThat(this.site.longhaul("run").out()).contains("1 skipped");
		assertThat(this.site.longhaul("sweep", "--dry-run").exitCode()).isZero();
		assertThat(this.site.longhaul("rerun").out()).contains("nothing to go on with");
		Ended abort = this.site.longhaul("abort", "4711");
		assertThat(abort.exitCode()).as("%s", abort).isEqualTo(2);
		assertThat(abort.err()).contains("nothing was aborted");
		assertThat(this.site.longhaul("run", "nosuch").exitCode()).isEqualTo(2);
		this.site.write("mine/vault.yml", Files.readString(this.site.path("jobs/vault.yml")) + "on-success: delete\n");
		Ended other = this.site.longhaul("--jobs", "mine", "run", "--dry-run", "vault");
		assertThat(other.exitCode()).as("%s", other).isEqualTo(75);
		assertThat(other.err()).contains("has other settings of vault");
		Ended second = this.site.longhaul("watch");
		assertThat(second.exitCode()).as("%s", second).isEqualTo(75);
		assertThat(second.err()).contains("(watch) since");

		try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), requestPort())) {
			silent.getOutputStream().write('G');
			silent.getOutputStream().flush();
			watch.terminate();
			assertThat(watch.await().exitCode()).isEqualTo(143);
		}
	}

	@Test
	void a_definition_that_is_none_of_its_own_may_be_edited_between_two_runs_beside_it() throws IOException {
		this.watches.start("vault");
		this.site.write("hand/a.txt", "by hand");
		for (String keys : List.of("first", "second")) {
			this.site.define("by-hand", "description: %s\n".formatted(keys));
			this.site.write("jobs/by-hand.yml",
					Files.readString(this.site.path("jobs/by-hand.yml"))
						.replace("directory: files", "directory: hand")
						.replace("in/{path}", keys + "/{path}"));

			Ended run = this.site.longhaul("run", "by-hand", "--again");

			assertThat(run.exitCode()).as("%s", run).isZero();
			assertThat(this.watches.keys()).contains(keys + "/a.txt");
		}
	}

	private int requestPort() throws IOException {
		return JsonMapper.shared()
			.readTree(Files.readString(this.site.path(".longhaul/owner.json")))
			.get("requestPort")
			.asInt();
	}

	@Test
	void an_owner_that_is_killed_is_missed_by_those_who_asked_it() {
		LonghaulProcess watch = this.watches.start();
		this.site.write("hand/a.txt", "by hand");
		byHand();
		Fault put = this.site.s3().faults().add(Fault.on(Op.PUT_OBJECT).once().then(watch::kill));

		Ended run = this.site.longhaul("run", "by-hand");

		assertThat(put.hits()).isEqualTo(1);
		assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
		assertThat(run.err()).contains("ended before it had done what was asked; run again");
		assertThat(this.site.longhaul("run", "by-hand").exitCode()).isZero();
	}

	@Test
	void an_owner_that_is_stopped_leaves_those_who_asked_it_unfinished() {
		LonghaulProcess watch = this.watches.start();
		Fault stalled = threePartsByHandStall();
		LonghaulProcess run = this.site.start("run", "by-hand");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 1, PATIENCE);
		watch.terminate();
		watch.awaitStderr("nothing new is begun");
		stalled.release();

		assertUnfinishedByStop(run.await());

		assertThat(watch.await().exitCode()).isEqualTo(143);
		assertThat(this.site.longhaul("run", "by-hand").exitCode()).isZero();
	}

	@Test
	void who_asked_a_watch_and_is_interrupted_says_that_it_goes_on_and_how_to_stop_it() {
		this.watches.start();
		Fault stalled = threePartsByHandStall();
		LonghaulProcess run = this.site.start("run", "by-hand");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 1, PATIENCE);

		run.interrupt();

		Ended interrupted = run.await();
		assertThat(interrupted.exitCode()).as("%s", interrupted).isEqualTo(128 + 2);
		assertThat(interrupted.err()).containsPattern(
				"longhaul: process \\d+ \\(watch\\) was asked for 'run by-hand' and goes on with it; 'longhaul status' "
						+ "tells how far it is, 'longhaul abort UPLOAD' ends an upload, 'kill \\d+' ends that process and all that it does\n");
		stalled.release();
		Awaitility.await().atMost(PATIENCE).until(this.watches::keys, (keys) -> keys.contains("big.bin"));
	}

	@Test
	void an_owner_that_has_done_its_own_work_says_what_a_stop_would_end() {
		this.site.file("own.bin", 1000, 6);
		this.site.s3()
			.faults()
			.add(Fault.on(Op.PUT_OBJECT).once().then(() -> this.site.s3().awaitRequest(Op.UPLOAD_PART, 1, PATIENCE)));
		LonghaulProcess owner = this.watches.startOwner("run", "vault");
		Fault stalled = threePartsByHandStall();
		LonghaulProcess run = this.site.start("run", "by-hand");

		owner.awaitStderr("a signal would stop that too");
		owner.terminate();
		owner.awaitStderr("nothing new is begun");
		stalled.release();

		assertUnfinishedByStop(run.await());
		assertThat(owner.await().out()).contains("longhaul: 1 delivered");
	}

	private static void assertUnfinishedByStop(Ended asked) {
		assertThat(asked.exitCode()).as("%s", asked).isEqualTo(1);
		assertThat(asked.out()).contains("1 stopped");
		assertThat(asked.err()).contains("which carried this out, was stopped meanwhile").contains("run it again");
	}

	/** A file of three parts, of which the first one stalls. */
	private Fault threePartsByHandStall() {
		this.site.write("hand/big.bin", "by hand".repeat(2 * Site.MIB));
		byHand();
		return this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(1).stallInBody());
	}

	/** A definition that no watch takes. */
	private void byHand() {
		this.site.write("jobs/by-hand.yml", """
				source: {directory: hand, settle: 0s}
				destination: {bucket: vault, endpoint: "%s", store: generic}
				transfer: {part-size: 5MB, parts-at-once: 1}
				enabled: false
				""".formatted(this.site.s3().endpoint()));
	}

}
