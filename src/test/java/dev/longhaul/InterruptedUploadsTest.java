package dev.longhaul;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.upload.Transfer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of an upload whose process was killed, while another process has the home.
 */
class InterruptedUploadsTest {

	private final Night night;

	InterruptedUploadsTest(@TempDir Path folder) {
		this.night = Night.in(folder);
	}

	@BeforeEach
	void leaveInterrupted() {
		this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		// as a kill leaves it
		this.night.sql("update BATCH_JOB_EXECUTION set STATUS = 'STARTED', EXIT_CODE = 'UNKNOWN', END_TIME = null");
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void it_is_interrupted_for_its_process_was_another_one() {
		this.night.inSession(List.of("vault"), (session) -> {
			assertThat(this.night.status()).contains("interrupted").doesNotContain("running").doesNotContain("left");
			assertThat(this.night.longhaul("show", "1")).contains("interrupted").contains("killed");
			return session;
		});
	}

	@Test
	void its_run_ended_with_what_was_written_last_and_not_when_the_next_one_took_it_up() {
		this.night.sql("update BATCH_JOB_EXECUTION set CREATE_TIME = timestamp '2026-01-02 21:00:00',"
				+ " LAST_UPDATED = timestamp '2026-01-02 21:00:00'");
		this.night.sql("update BATCH_STEP_EXECUTION set LAST_UPDATED = timestamp '2026-01-02 22:30:00'");
		this.night.run();

		assertThat(this.night.longhaul("show", "1")).contains("delivered")
			.contains("killed  2026-01-02T21:00:00Z to 2026-01-02T22:30:00Z, ");
	}

	@Test
	void its_progress_begins_with_what_is_checkpointed_while_the_store_is_waited_for() {
		List<Transfer> seen = new CopyOnWriteArrayList<>();
		List<Long> earlier = new CopyOnWriteArrayList<>();
		this.night.inSession(List.of("vault"), (session) -> {
			this.night.s3().faults().add(Fault.on(Op.LIST_PARTS).once().then(() -> {
				seen.addAll(session.monitor().active());
				seen.forEach((transfer) -> earlier.add(transfer.earlier()));
			}));
			return Runs.of(session);
		});

		assertThat(earlier).singleElement().asInstanceOf(InstanceOfAssertFactories.LONG).isPositive();
		assertThat(seen).singleElement().satisfies((transfer) -> {
			assertThat(transfer.bytes()).isEqualTo(transfer.size());
			assertThat(transfer.earlier() + transfer.moved()).isEqualTo(transfer.size());
		});
	}

	@Test
	void it_runs_as_soon_as_the_process_that_has_the_home_goes_on_with_it() {
		List<String> said = new CopyOnWriteArrayList<>();
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().then(() -> {
			said.add(this.night.status());
			said.add(this.night.longhaul("show", "1"));
		}));

		assertThat(this.night.run()).extracting(UploadOutcome::result).containsExactly(Result.RESUMED);

		assertThat(said).hasSize(2)
			.allSatisfy((words) -> assertThat(words).contains("running").doesNotContain("interrupted"));
	}

}
