package dev.longhaul;

import java.io.IOException;
import java.nio.file.Path;

import dev.longhaul.launch.RunMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a receipt and {@code show} say of the bytes that an upload has sent.
 */
class BytesSentTest {

	private final Path folder;

	private final Night night;

	BytesSentTest(@TempDir Path folder) {
		this.folder = folder;
		this.night = Night.in(folder);
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void parts_that_arrived_and_were_not_written_down_count_once_the_store_lists_them() {
		Path file = this.night.file("big.bin", 3 * Night.PART, 1);
		this.night.leaveUnfinished();
		// as a kill leaves it that comes between the parts' arrival and their commit
		this.night.sql("update BATCH_STEP_EXECUTION_CONTEXT set SHORT_CONTEXT = '{}', SERIALIZED_CONTEXT = null"
				+ " where STEP_EXECUTION_ID in (select STEP_EXECUTION_ID from BATCH_STEP_EXECUTION"
				+ " where STEP_NAME like 'range:%')");

		assertThat(this.night.runOne().receipt().orElseThrow().bytesSent()).isEqualTo(3 * Night.PART);

		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(this.night.longhaul("show", "1")).contains("sent      15.0 MiB in 2 executions")
			.doesNotContain("resent");
	}

	@Test
	void so_do_those_of_an_upload_whose_home_was_lost() throws IOException {
		Path file = this.night.file("big.bin", 3 * Night.PART, 2);
		this.night.leaveUnfinished();
		FileSystemUtils.deleteRecursively(this.folder.resolve("home"));

		assertThat(this.night.run(new RunMode(false, true, false))).singleElement()
			.satisfies((upload) -> assertThat(upload.receipt().orElseThrow().bytesSent()).isEqualTo(3 * Night.PART));

		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

}
