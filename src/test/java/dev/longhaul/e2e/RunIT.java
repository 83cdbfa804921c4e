package dev.longhaul.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs without a fault, and what the commands say of them.
 */
class RunIT {

	private static final int PART = 5 * Site.MIB;

	private Site site;

	RunIT(@TempDir Path folder) {
		this.site = Site.in(folder);
	}

	@BeforeEach
	void aLargeAndTwoSmallFiles() {
		this.site.file("large.bin", 3 * PART + 1, 1);
		this.site.file("deep/er/one part.bin", PART, 2);
		this.site.file("empty", 0, 3);
	}

	@AfterEach
	void close() {
		this.site.close();
	}

	@Test
	void new_files_are_delivered_and_then_skipped() {
		Ended first = this.site.longhaul("run");
		assertThat(first.exitCode()).as("%s", first).isZero();
		assertThat(first.out()).contains("longhaul: 3 delivered").doesNotContain("\u001b").doesNotContain("\r");
		assertThat(first.err()).isEmpty();
		assertThat(this.site.s3().requests(Op.UPLOAD_PART)).hasSize(4)
			.allSatisfy(
					(part) -> assertThat(part.headers()).containsKey("content-md5").doesNotContainKey("x-amz-trailer"));
		assertThat(this.site.s3().requests(Op.PUT_OBJECT)).hasSize(2);
		assertThat(this.site.s3().objects()).extracting((object) -> object.key())
			.containsExactlyInAnyOrder("in/large.bin", "in/deep/er/one part.bin", "in/empty");
		this.site.assertDelivered(this.site.path("files/large.bin"));
		this.site.assertDelivered(this.site.path("files/deep/er/one part.bin"));
		this.site.assertDelivered(this.site.path("files/empty"));

		assertThat(this.site.path(".longhaul")).satisfies((home) -> assertThat(Files.getPosixFilePermissions(home))
			.isEqualTo(PosixFilePermissions.fromString("rwx------")));

		int requests = this.site.s3().requests().size();
		Ended second = this.site.longhaul("run", "vault");
		assertThat(second.exitCode()).isZero();
		assertThat(second.out()).isEqualTo("longhaul: 3 skipped\n");
		assertThat(this.site.s3().requests()).hasSize(requests);
	}

	@Test
	void a_quiet_run_says_only_what_did_not_go_well() {
		this.site.s3().faults().add(Fault.on(Op.PUT_OBJECT).answer(403, "AccessDenied"));
		Ended failed = this.site.longhaul("run", "--quiet");
		assertThat(failed.exitCode()).as("%s", failed).isEqualTo(3);
		assertThat(failed.out().lines()).hasSize(4)
			.satisfiesExactlyInAnyOrder(
					(line) -> assertThat(line).startsWith("FAILED  ")
						.contains("AccessDenied")
						.contains("grant this right"),
					(line) -> assertThat(line).startsWith("FAILED  … and 1 more file for the same reason as "),
					(line) -> assertThat(line).startsWith("longhaul: 1 delivered, 2 failed, "),
					(line) -> assertThat(line).startsWith("longhaul: needs a person: "));
		this.site.s3().faults().clear();

		Ended cured = this.site.longhaul("rerun", "-q");
		assertThat(cured.exitCode()).as("%s", cured).isZero();
		assertThat(cured.out().lines()).hasSize(1).first().asString().startsWith("longhaul: 2 resumed, ");
		assertThat(this.site.longhaul("run", "-q").out()).isEqualTo("longhaul: 3 skipped\n");
	}

	@Test
	void who_waits_for_a_run_by_other_settings_runs_when_it_has_ended() {
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(1).stallInBody());
		LonghaulProcess first = this.site.start("run");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 1, Duration.ofMinutes(1));
		this.site.define("vault", "on-success: delete\n");
		Ended impatient = this.site.longhaul("run", "--wait", "1s");
		assertThat(impatient.exitCode()).as("%s", impatient).isEqualTo(75);
		assertThat(impatient.err()).contains("has other settings of vault");

		LonghaulProcess second = this.site.start("run", "--wait", "2m");
		second.awaitStderr("waiting until it is free");
		stalled.release();

		assertThat(first.await().exitCode()).isZero();
		Ended waited = second.await();
		assertThat(waited.exitCode()).as("%s", waited).isZero();
		assertThat(waited.out()).contains("3 skipped");
	}

	@Test
	void a_changed_file_is_a_new_upload_and_again_sends_a_delivered_one() throws IOException {
		Path large = this.site.path("files/large.bin");
		assertThat(this.site.longhaul("run").exitCode()).isZero();
		Files.setLastModifiedTime(large, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));

		Ended changed = this.site.longhaul("run");
		assertThat(changed.out()).contains("1 delivered, 2 skipped");
		assertThat(this.site.s3().completesThatTookEffect("in/large.bin")).isEqualTo(2);

		Ended again = this.site.longhaul("run", "--again", "--file", large.toString());
		assertThat(again.exitCode()).as("%s", again).isZero();
		assertThat(again.out()).contains("1 delivered");
		assertThat(this.site.s3().completesThatTookEffect("in/large.bin")).isEqualTo(3);
		assertThat(this.site.longhaul("run").out()).isEqualTo("longhaul: 3 skipped\n");
	}

	@Test
	void a_dry_run_says_what_it_would_do_and_sends_nothing() {
		Ended dry = this.site.longhaul("run", "--dry-run");
		assertThat(dry.exitCode()).isZero();
		assertThat(dry.out()).contains("would send").contains("in/large.bin").contains("4 parts");
		assertThat(this.site.s3().requests()).isEmpty();
	}

	@Test
	void json_has_one_object_a_line() {
		List<JsonNode> lines = this.site.longhaul("run", "--json").out().lines().map(RunIT::json).toList();
		assertThat(lines).hasSize(4);
		assertThat(lines.subList(0, 3)).allSatisfy((line) -> {
			assertThat(line.get("event").asString()).isEqualTo("upload");
			assertThat(line.get("result").asString()).isEqualTo("delivered");
			assertThat(line.get("receipt").get("proof").asString()).isEqualTo("etag");
		});
		assertThat(lines.get(3).get("event").asString()).isEqualTo("summary");
		assertThat(lines.get(3).get("delivered").asInt()).isEqualTo(3);
		assertThat(lines.get(3).get("bytesSent").asLong()).isEqualTo(4L * PART + 1);
	}

	@Test
	void status_shows_an_upload_under_way_and_show_its_receipt() {
		String large = this.site.path("files/large.bin").toString();
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(4).stallInBody());
		LonghaulProcess run = this.site.start("run", "--file", large);
		this.site.s3().awaitEnd(Op.UPLOAD_PART, 3, Duration.ofMinutes(1));
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 4, Duration.ofMinutes(1));

		JsonNode status = json(this.site.longhaul("status", "--json").out());
		assertThat(status.get("state").asString()).isEqualTo("RUNNING");
		assertThat(status.get("parts").asInt()).isEqualTo(4);
		assertThat(status.get("partsStored").asInt()).isBetween(2, 3);
		assertThat(this.site.longhaul("history").out()).contains("running").contains(large);
		Ended beside = this.site.longhaul("run");
		assertThat(beside.exitCode()).isEqualTo(75);
		assertThat(beside.err()).contains("vault is being run since");
		assertThat(beside.err().lines()).hasSize(1);

		assertThat(this.site.longhaul("run", "--wait", "1s").exitCode()).isEqualTo(75);
		LonghaulProcess follow = this.site.start("status", "--follow");
		follow.awaitStdout("running");
		LonghaulProcess waiting = this.site.start("run", "--wait", "10m");
		waiting.awaitStderr("waiting until that has ended, 10m");

		stalled.release();
		assertThat(run.await().exitCode()).isZero();
		assertThat(waiting.await().exitCode()).isZero();
		Ended followed = follow.await();
		assertThat(followed.exitCode()).as("ends when nobody is at work any more").isZero();
		assertThat(followed.out()).contains("delivered  " + large);
		assertThat(this.site.s3().objects()).as("the waiting run sent the others").hasSize(3);
		assertThat(this.site.longhaul("status").out())
			.startsWith("nothing is under way or unfinished\nlast run  vault  ");
		assertThat(this.site.longhaul("history", "--definition", "vault", "--since", "1h").out()).contains("delivered")
			.contains(large);
		assertThat(this.site.longhaul("history", "--definition", "valt").err())
			.contains("no upload of 'valt' in this time; there are those of vault");
		Ended shown = this.site.longhaul("show", large);
		assertThat(shown.out()).contains("delivered").contains("4 of 4 stored").contains("ETag");
		assertThat(
				json(this.site.longhaul("show", "--json", "1").out()).get("upload").get("receipt").get("parts").asInt())
			.isEqualTo(4);
	}

	@Test
	void a_stop_ends_in_order_and_the_next_run_goes_on() {
		Path large = this.site.path("files/large.bin");
		Fault slow = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(3).stallInBody());
		LonghaulProcess run = this.site.start("run", "--file", large.toString());
		this.site.s3().awaitEnd(Op.UPLOAD_PART, 2, Duration.ofMinutes(1));
		run.terminate();
		run.awaitStderr("nothing new is begun");
		slow.release();

		Ended stopped = run.await();
		assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(128 + 15);
		assertThat(stopped.out()).contains("stopped  " + large).contains("1 stopped");
		String left = this.site.longhaul("status", "--json").out();
		assertThat(json(left).get("state").asString()).isEqualTo("STOPPED");
		assertThat(left).contains("\"event\":\"last-run\"").contains("\"exitCode\":143");

		Ended resumed = this.site.longhaul("run", "--file", large.toString());
		assertThat(resumed.exitCode()).as("%s", resumed).isZero();
		assertThat(resumed.out()).contains("resumed and delivered");
		this.site.assertDelivered(large);
		assertThat(this.site.resentParts("in/large.bin")).isZero();
	}

	@Test
	void a_stop_cuts_parts_that_do_not_end_and_a_second_signal_ends_at_once() {
		this.site.write("config/application.yml", "longhaul: {shutdown-grace: 1s}\n");
		Path large = this.site.path("files/large.bin");
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).stallInBody());
		LonghaulProcess cut = this.site.start("run", "--file", large.toString());
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 2, Duration.ofMinutes(1));
		cut.interrupt();
		cut.interrupt(); // as timeout(1) and a closed terminal tell one stop twice
		assertThat(cut.await()).satisfies((ended) -> {
			assertThat(ended.exitCode()).isEqualTo(128 + 2);
			assertThat(ended.out()).contains("1 stopped");
		});

		this.site.write("config/application.yml", "longhaul: {shutdown-grace: 10m}\n");
		LonghaulProcess twice = this.site.start("run", "--file", large.toString());
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 4, Duration.ofMinutes(1));
		twice.terminate();
		twice.awaitStderr("nothing new is begun");
		twice.terminateUntilItEnds();
		assertThat(twice.await().exitCode()).isEqualTo(128 + 15);

		this.site.s3().faults().clear();
		assertThat(this.site.longhaul("run", "--file", large.toString()).exitCode()).isZero();
		this.site.assertDelivered(large);
	}

	@Test
	void the_projects_own_nightly_definition_works_as_it_stands() {
		Ended nightly = this.site
			.startWith(
					with(Site.credentials(),
							Map.of("NIGHTLY_DIRECTORY", this.site.path("files").toString(), "NIGHTLY_BUCKET",
									Site.BUCKET, "NIGHTLY_ENDPOINT", this.site.s3().endpoint().toString())),
					"run", "--dry-run", Path.of("jobs/nightly.yml").toAbsolutePath().toString())
			.await();
		assertThat(nightly.exitCode()).as("%s", nightly).isZero();
	}

	private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
		Map<String, String> all = new HashMap<>(some);
		all.putAll(more);
		return all;
	}

	/** The first object of what is printed. */
	private static JsonNode json(String text) {
		return JsonMapper.builder().build().readTree(text.lines().findFirst().orElseThrow());
	}

}
