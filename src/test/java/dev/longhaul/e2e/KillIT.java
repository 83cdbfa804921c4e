package dev.longhaul.e2e;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FaultRule;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * SIGKILL at the worst moments, and the same run again.
 */
class KillIT {

	private static final int SIZE = 8 * 5 * Site.MIB + 4711;

	private static final int PARTS_AT_ONCE = 2;

	@TempDir
	Path folder;

	static Stream<Arguments> moments() {
		return Stream.of(
				arguments("before CreateMultipartUpload is carried out", Fault.on(Op.CREATE_MULTIPART_UPLOAD).once(),
						false),
				arguments("before the upload id is committed", Fault.on(Op.CREATE_MULTIPART_UPLOAD).once(), true),
				arguments("while the first part arrives", Fault.on(Op.UPLOAD_PART).nth(1), false),
				arguments("before the first part is checkpointed", Fault.on(Op.UPLOAD_PART).nth(1), true),
				arguments("in the middle", Fault.on(Op.UPLOAD_PART).nth(5), false),
				arguments("before the fifth part is checkpointed", Fault.on(Op.UPLOAD_PART).nth(5), true),
				arguments("before the last part is checkpointed", Fault.on(Op.UPLOAD_PART).nth(9), true),
				arguments("before Complete is carried out", Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once(), false),
				arguments("before Complete is committed", Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once(), true),
				arguments("before the proof", Fault.on(Op.HEAD_OBJECT).once(), false));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("moments")
	void the_next_run_delivers_and_sends_only_what_is_missing(String moment, FaultRule at, boolean carriedOut) {
		try (Site site = Site.in(this.folder)) {
			Path file = site.file("big.bin", SIZE, 1);
			kill(site, at, carriedOut);

			Ended second = site.longhaul("run", "vault");

			assertThat(second.exitCode()).as("%s", second).isZero();
			site.assertDelivered(file);
			assertThat(site.resentParts("in/big.bin")).as("parts that arrived twice").isZero();
			assertThat(site.s3().partSends("in/big.bin")).hasSize(9);
			assertThat(site.s3().requests(Op.UPLOAD_PART).size()).as("requests, of which some were cut by the kill")
				.isBetween(9, 9 + PARTS_AT_ONCE);
		}
	}

	@Test
	void two_kills_in_a_row_lose_nothing() {
		try (Site site = Site.in(this.folder)) {
			Path file = site.file("big.bin", SIZE, 2);
			kill(site, Fault.on(Op.UPLOAD_PART).nth(3), true);
			kill(site, Fault.on(Op.UPLOAD_PART).nth(3), true);

			Ended third = site.longhaul("run", "vault");

			assertThat(third.exitCode()).as("%s", third).isZero();
			site.assertDelivered(file);
			assertThat(site.resentParts("in/big.bin")).isZero();
			assertSentNothingMore(site);
		}
	}

	/**
	 * Ranges of three parts, which are sent in less than the time between two commits.
	 */
	@Test
	void parts_that_arrived_since_the_last_commit_are_taken_over() {
		try (Site site = Site.in(this.folder)) {
			int parts = 66;
			Path file = site.file("big.bin", parts * 5 * Site.MIB, 5);
			kill(site, Fault.on(Op.UPLOAD_PART).nth(30), true);

			Ended second = site.longhaul("run", "vault");

			assertThat(second.exitCode()).as("%s", second).isZero();
			site.assertDelivered(file);
			assertThat(site.resentParts("in/big.bin")).isZero();
			assertThat(site.s3().requests(Op.UPLOAD_PART).size()).isBetween(parts, parts + PARTS_AT_ONCE);
		}
	}

	@Test
	void a_small_file_whose_put_was_carried_out_is_not_sent_again() {
		try (Site site = Site.in(this.folder)) {
			site.file("small.txt", 1000, 3);
			kill(site, Fault.on(Op.PUT_OBJECT).once(), true);

			Ended second = site.longhaul("run", "vault");

			assertThat(second.exitCode()).as("%s", second).isZero();
			assertThat(site.s3().requests(Op.PUT_OBJECT)).hasSize(1);
			assertSentNothingMore(site);
		}
	}

	@Test
	void a_date_in_the_key_stays_that_of_the_first_try() {
		try (Site site = Site.in(this.folder)) {
			site.define("vault", "");
			String dated = "{date:HHmmssSSS}/{name}";
			site.write("jobs/dated.yml", """
					source: {directory: files, settle: 0s}
					destination: {bucket: %s, key: "%s", endpoint: "%s", store: generic}
					transfer: {part-size: 5MB, parts-at-once: 2}
					""".formatted(Site.BUCKET, dated, site.s3().endpoint()));
			site.file("big.bin", SIZE, 4);
			kill(site, Fault.on(Op.UPLOAD_PART).nth(4), true, "run", "dated");
			String key = site.s3().openUploads().get(0).key();

			Ended second = site.longhaul("run", "dated");

			assertThat(second.exitCode()).as("%s", second).isZero();
			assertThat(site.s3().objects()).singleElement()
				.satisfies((object) -> assertThat(object.key()).isEqualTo(key));
			assertThat(site.s3().openUploads()).isEmpty();
		}
	}

	@Test
	void status_tells_of_a_killed_run_and_of_a_killed_rerun_until_a_run_ends() {
		try (Site site = Site.in(this.folder)) {
			site.file("big.bin", SIZE, 6);
			kill(site, Fault.on(Op.UPLOAD_PART).nth(3), true);
			assertThat(site.longhaul("status").out())
				.containsPattern("\nlast run  vault  begun .*did not come to its end")
				.contains("  interrupted  ");

			kill(site, Fault.on(Op.UPLOAD_PART).nth(3), true, "rerun", "vault");
			assertThat(site.longhaul("status").out())
				.containsPattern("\nlast run  vault  begun .*did not come to its end.*\n"
						+ "last rerun  vault  begun .*did not come to its end");

			assertThat(site.longhaul("run", "vault").exitCode()).isZero();
			assertThat(site.longhaul("status").out()).containsPattern("\nlast run  vault  .* exit code 0 ")
				.doesNotContain("begun");
		}
	}

	private static void assertSentNothingMore(Site site) {
		int requests = site.s3().requests().size();
		Ended third = site.longhaul("run", "vault");
		assertThat(third.exitCode()).as("%s", third).isZero();
		assertThat(third.out()).contains("1 skipped");
		assertThat(site.s3().requests()).as("a delivered file needs no request").hasSize(requests);
	}

	private static void kill(Site site, FaultRule at, boolean carriedOut) {
		kill(site, at, carriedOut, "run", "vault");
	}

	private static void kill(Site site, FaultRule at, boolean carriedOut, String... command) {
		AtomicReference<LonghaulProcess> running = new AtomicReference<>();
		Runnable kill = () -> running.get().kill();
		Fault fault = site.s3().faults().add(carriedOut ? at.whenDone(kill) : at.then(kill));
		running.set(site.start(command));
		Ended killed = running.get().await();
		assertThat(fault.hits()).as("%s", killed).isEqualTo(1);
		assertThat(killed.exitCode()).as("%s", killed).isEqualTo(128 + 9);
		site.s3().faults().clear();
	}

}
