package dev.longhaul.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

import dev.longhaul.e2e.LonghaulProcess.Ended;
import dev.longhaul.repository.home.Home;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a run whose repository is harmed, and of the next one.
 */
class RepositoryFaultsIT {

	private static final int UNFINISHED = 1;

	private static final int PERSON = 3;

	private final Site site;

	private final Path home;

	private Path file = Path.of("");

	RepositoryFaultsIT(@TempDir Path folder) {
		this.site = Site.in(folder);
		this.home = folder.resolve(".longhaul");
	}

	@AfterEach
	void close() {
		this.site.close();
	}

	@Test
	void a_disk_that_fills_up_ends_the_run_and_the_next_one_sends_nothing_twice() {
		fileOfParts(32);

		Ended full = this.site.longhaulOnFullDisk(44, "run");

		assertThat(full.exitCode()).as("%s", full).isEqualTo(UNFINISHED);
		assertThat(full.out()).contains("cannot be written").doesNotContain("Exception");
		assertThat(this.site.s3().partSends("in/big.bin")).hasSizeBetween(1, 31);
		assertNextRunDelivers("run");
	}

	@Test
	void a_disk_that_is_full_from_the_start_is_said_and_nothing_begins() {
		fileOfParts(2);

		Ended full = this.site.longhaulOnFullDisk(1, "run");

		assertThat(full.exitCode()).as("%s", full).isEqualTo(UNFINISHED);
		assertThat(full.err()).contains("cannot be written").doesNotContain("\tat ");
		assertThat(this.site.s3().requests()).isEmpty();
		assertNextRunDelivers("run");
	}

	@Test
	void a_disk_that_takes_no_byte_is_for_the_next_run_and_not_for_a_person() {
		fileOfParts(2);

		for (int nights = 0; nights < 2; nights++) {
			Ended full = this.site.longhaulOnFullDisk(0, "run");
			assertThat(full.exitCode()).as("%s", full).isEqualTo(UNFINISHED);
			assertThat(full.err()).contains("cannot be written", "Free its disk").doesNotContain("\tat ");
			// then with a home that is there already
			assertNextRunDelivers("run");
		}
	}

	@Test
	void a_home_that_is_deleted_under_a_run_ends_it() throws IOException {
		fileOfParts(6);
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(3).stallInBody());
		LonghaulProcess run = this.site.start("run");
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 3, Duration.ofMinutes(1));
		Files.move(this.home, this.home.resolveSibling("moved"));
		stalled.release();

		Ended ended = run.await();

		assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNFINISHED);
		assertThat(ended.out()).contains("its files were moved or deleted");
		assertNextRunDelivers("run", "--rebuild");
	}

	@Test
	void a_command_that_read_before_a_run_began_takes_nothing_from_it_when_it_ends() {
		fileOfParts(2);
		assertThat(this.site.longhaul("run").exitCode()).isZero();
		CountDownLatch answer = new CountDownLatch(1);
		Fault asked = this.site.s3().faults().add(Fault.on(Op.HEAD_OBJECT).once().then(() -> await(answer)));
		LonghaulProcess verify = this.site.start("verify", "1");
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> asked.hits() > 0);
		this.site.file("next.bin", 4 * 5 * Site.MIB, 7);
		Fault stalled = this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).key("in/next.bin").once().stallInBody());
		LonghaulProcess run = this.site.start("run");
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> stalled.hits() > 0);

		verify.terminate();
		verify.await();
		answer.countDown();
		stalled.release();

		Ended ended = run.await();
		assertThat(ended.exitCode()).as("%s", ended).isZero();
	}

	@Test
	void a_damaged_repository_is_refused_and_rebuilt_as_the_message_says() throws IOException {
		leaveUnfinished();
		Path script = this.home.resolve("repository.script");
		Files.writeString(script, "GARBAGE\n" + Files.readString(script));

		Ended refused = this.site.longhaul("run");

		assertThat(refused.exitCode()).as("%s", refused).isEqualTo(PERSON);
		assertThat(refused.err()).contains("cannot be opened").contains("run --rebuild").doesNotContain("\tat ");
		assertThat(refused.err().lines()).hasSize(1);
		Files.move(this.home, this.home.resolveSibling("damaged"));
		assertNextRunDelivers("run", "--rebuild");
	}

	@Test
	void a_log_whose_end_is_lost_costs_no_part() throws IOException {
		leaveUnfinished();
		Path log = this.home.resolve("repository.log");
		String text = Files.readString(log, StandardCharsets.ISO_8859_1);
		int id = text.indexOf("upload-id");
		assertThat(id).isPositive();
		try (RandomAccessFile open = new RandomAccessFile(log.toFile(), "rw")) {
			open.setLength(id);
		}

		assertNextRunDelivers("run");
	}

	@Test
	void garbage_in_the_log_is_refused_and_costs_no_part() throws IOException {
		leaveUnfinished();
		Path log = this.home.resolve("repository.log");
		String text = Files.readString(log, StandardCharsets.ISO_8859_1);
		int checkpoint = text.indexOf("\"parts\"");
		assertThat(checkpoint).isPositive();
		try (RandomAccessFile open = new RandomAccessFile(log.toFile(), "rw")) {
			open.seek(checkpoint);
			open.write("\n\0GARBAGE\n".getBytes(StandardCharsets.ISO_8859_1));
		}

		Ended refused = this.site.longhaul("run");

		assertThat(refused.exitCode()).as("%s", refused).isEqualTo(PERSON);
		assertThat(refused.err()).contains("cannot be opened").contains("run --rebuild");
		Files.move(this.home, this.home.resolveSibling("damaged"));
		assertNextRunDelivers("run", "--rebuild");
	}

	@Test
	void what_a_killed_run_left_can_be_looked_at_before_it_goes_on() {
		leaveUnfinished();

		Ended status = this.site.longhaul("status");

		assertThat(status.exitCode()).as("%s", status).isZero();
		assertThat(status.out()).contains("interrupted").contains("big.bin");
		assertNextRunDelivers("run");
	}

	@Test
	void rows_that_are_damaged_are_refused_and_never_taken_for_none() throws IOException {
		fileOfParts(2);
		assertThat(this.site.longhaul("run").exitCode()).isZero();
		Path data = this.home.resolve("repository.data");
		byte[] rows = Files.readAllBytes(data);

		Arrays.fill(rows, 4096, rows.length, (byte) 0x5a);
		Files.write(data, rows);
		assertRefused("run");
		assertRefused("status");

		Files.move(this.home, this.home.resolveSibling("damaged"));
		assertNextRunDelivers("run", "--rebuild");
	}

	@Test
	void a_repository_from_a_newer_version_is_refused() throws SQLException {
		fileOfParts(2);
		assertThat(this.site.longhaul("run").exitCode()).isZero();
		Home written = new Home(this.home);
		try (Connection connection = written.access().connectOnce()) {
			connection.createStatement()
				.executeUpdate("insert into \"flyway_schema_history\" values "
						+ "(99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'SA', current_timestamp, 1, true)");
		}

		Ended refused = this.site.longhaul("run");

		assertThat(refused.exitCode()).as("%s", refused).isEqualTo(PERSON);
		assertThat(refused.err()).contains("written by a newer Longhaul").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE", "BATCH_STEP_EXECUTION_CONTEXT" })
	void a_kill_while_the_tables_are_made_is_nothing(String moment) {
		fileOfParts(2);
		Path log = this.home.resolve("repository.log");
		LonghaulProcess first = this.site.start("run");
		Awaitility.await()
			.pollInterval(Duration.ofMillis(2))
			.atMost(Duration.ofMinutes(1))
			.until(() -> Files.exists(log) && Files.readString(log, StandardCharsets.ISO_8859_1).contains(moment));
		first.kill();
		first.await();

		Ended status = this.site.longhaul("status");
		assertThat(status.exitCode()).as("%s", status).isZero();
		assertNextRunDelivers("run");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void assertRefused(String command) {
		Ended refused = this.site.longhaul(command);
		assertThat(refused.exitCode()).as("%s", refused).isEqualTo(PERSON);
		assertThat(refused.err()).contains("its rows cannot be read").contains("run --rebuild").doesNotContain("\tat ");
	}

	private void fileOfParts(int parts) {
		this.file = this.site.file("big.bin", parts * 5 * Site.MIB, parts);
	}

	/** Killed when four of six parts have arrived. */
	private void leaveUnfinished() {
		fileOfParts(6);
		this.site.s3().faults().add(Fault.on(Op.UPLOAD_PART).skip(4).stallInBody());
		LonghaulProcess run = this.site.start("run");
		this.site.s3().awaitEnd(Op.UPLOAD_PART, 4, Duration.ofMinutes(1));
		this.site.s3().awaitRequest(Op.UPLOAD_PART, 6, Duration.ofMinutes(1));
		run.kill();
		run.await();
		this.site.s3().faults().clear();
	}

	private void assertNextRunDelivers(String... arguments) {
		Ended next = this.site.longhaul(arguments);
		assertThat(next.exitCode()).as("%s", next).isZero();
		this.site.assertDelivered(this.file);
		assertThat(this.site.resentParts("in/big.bin")).as("parts sent again").isZero();
	}

}
