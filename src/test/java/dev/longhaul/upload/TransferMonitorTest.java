package dev.longhaul.upload;

import java.time.Instant;
import java.util.Set;

import dev.longhaul.job.UploadIdentity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which uploads an abort keeps from beginning a part more.
 */
class TransferMonitorTest {

	private final TransferMonitor monitor = new TransferMonitor();

	@Test
	void an_upload_that_is_withdrawn_is_no_other_version_of_its_file_and_none_to_elsewhere() {
		UploadIdentity old = new UploadIdentity("vault", "/data/a.dump", 10, Instant.EPOCH, "s3://vault");
		begin(1, old);
		begin(2, new UploadIdentity("vault", "/data/a.dump", 10, Instant.EPOCH.plusSeconds(1), "s3://vault"));
		begin(3, new UploadIdentity("vault", "/data/a.dump", 10, Instant.EPOCH, "s3://other"));

		this.monitor.withdraw(new UploadIdentity("vault", "/data/a.dump", 10, Instant.EPOCH, "s3://vault"));

		assertThat(this.monitor.of(1).withdrawn()).isTrue();
		assertThat(this.monitor.of(2).withdrawn()).isFalse();
		assertThat(this.monitor.of(3).withdrawn()).isFalse();
	}

	@Test
	void an_upload_that_is_withdrawn_before_its_job_begins_is_so_until_that_is_over() {
		UploadIdentity file = new UploadIdentity("vault", "/data/a.dump", 10, Instant.EPOCH, "s3://vault");
		this.monitor.withdraw(file);
		begin(1, file);
		assertThat(this.monitor.of(1).withdrawn()).isTrue();

		this.monitor.readmit(file);
		begin(2, file);
		assertThat(this.monitor.of(2).withdrawn()).isFalse();
	}

	@Test
	void what_was_under_way_before_a_command_is_not_among_the_bytes_that_it_sent() {
		UploadIdentity file = new UploadIdentity("vault", "/data/a.dump", 30, Instant.EPOCH, "s3://vault");
		begin(1, file);
		try (Tally tally = this.monitor.tally(Set.of(file.path()))) {
			this.monitor.of(1).sent(10);
			assertThat(tally.active()).as("is shown to who waits for it").hasSize(1);
			this.monitor.end(1);
			begin(2, file);
			this.monitor.of(2).sent(5);

			assertThat(tally.bytesSent()).isEqualTo(5);
			assertThat(tally.bytesSent("vault")).isEqualTo(5);
		}
	}

	private void begin(long execution, UploadIdentity identity) {
		this.monitor.begin(execution, identity);
	}

}
