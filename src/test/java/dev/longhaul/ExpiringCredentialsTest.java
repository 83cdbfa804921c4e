package dev.longhaul;

import java.nio.file.Path;
import java.util.List;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.store.SystemSettings;
import dev.longhaul.stub.FakeCloud;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.RecordedRequest;
import dev.longhaul.upload.Cure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole runs whose temporary credentials end while they last.
 */
class ExpiringCredentialsTest {

	@TempDir
	private Path folder;

	private Night night;

	private FakeCloud cloud;

	private final SystemSettings settings = new SystemSettings();

	@BeforeEach
	void on_an_instance() {
		this.night = Night.in(this.folder);
		this.cloud = FakeCloud.beside(this.night.s3());
		this.settings.set("aws.accessKeyId", null)
			.set("aws.secretAccessKey", null)
			.set("aws.configFile", this.folder.resolve("config").toString())
			.set("aws.sharedCredentialsFile", this.folder.resolve("credentials").toString())
			.set("aws.ec2MetadataServiceEndpoint", this.cloud.at("").toString());
	}

	@AfterEach
	void close() {
		this.settings.close();
		this.cloud.close();
		this.night.close();
	}

	@Test
	void a_run_goes_on_by_fresh_ones_and_sends_no_part_twice() {
		Path file = this.night.file("big.bin", 6 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(3).then(this::expire));
		this.night.s3().faults().add(Fault.on(Op.COMPLETE_MULTIPART_UPLOAD).once().then(this::expire));

		assertThat(this.night.runOne().result()).isEqualTo(Result.DELIVERED);

		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
		assertThat(this.cloud.asked()).containsExactly("IMDS", "IMDS", "IMDS");
	}

	@Test
	void a_run_without_fresh_ones_keeps_the_parts_and_the_next_run_sends_the_others() {
		Path file = this.night.file("big.bin", 6 * Night.PART, 1);
		this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).nth(3).then(() -> {
			this.cloud.freeze();
			expire();
		}));

		UploadOutcome first = this.night.runOne();

		assertThat(first.cure()).as("%s", first).isEqualTo(Cure.RERUN);
		assertThat(first.message()).contains("400 ExpiredToken").contains("renew the credentials, then run again");
		List<RecordedRequest> refused = this.night.s3()
			.requests(Op.UPLOAD_PART)
			.stream()
			.filter((request) -> request.status() == 400)
			.toList();
		// of each part in flight one, for the same credentials are not tried twice
		assertThat(refused).hasSizeBetween(1, 3).extracting(RecordedRequest::partNumber).doesNotHaveDuplicates();
		this.night.s3().allowCredentials("ASIA1", "token/of+1");
		assertThat(this.night.runOne().result()).isEqualTo(Result.RESUMED);
		this.night.assertDelivered(file);
		assertThat(this.night.resentParts("big.bin")).isZero();
	}

	private void expire() {
		this.night.s3().expireCredentials(this.cloud.latestKeyId(), 400);
	}

}
