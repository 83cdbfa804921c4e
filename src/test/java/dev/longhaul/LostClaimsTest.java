package dev.longhaul;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.longhaul.history.UploadOutcome;
import dev.longhaul.stub.Fault;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that has lost its claims, and has not been told by its heart yet: another one
 * may go on with its uploads.
 */
@Timeout(120)
class LostClaimsTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	@RegisterExtension
	final Settings settings = new Settings();

	private final Night night;

	LostClaimsTest(@TempDir Path folder) {
		this.night = Night.in(folder);
	}

	@BeforeEach
	void begin() {
		this.settings.use(postgres.settings());
	}

	@AfterEach
	void close() {
		this.night.close();
	}

	@Test
	void completes_no_upload() {
		runAndLose(() -> {
		});

		assertThat(this.night.s3().requests(Op.COMPLETE_MULTIPART_UPLOAD)).isEmpty();
	}

	@Test
	void aborts_no_upload() {
		runAndLose(() -> this.night.file("big.bin", 3 * Night.PART, 2));

		assertThat(this.night.s3().requests(Op.ABORT_MULTIPART_UPLOAD)).isEmpty();
	}

	/** Loses them during the last part. */
	private void runAndLose(Runnable meanwhile) {
		this.night.file("big.bin", 2 * Night.PART, 1);
		Fault held = this.night.s3().faults().add(Fault.on(Op.UPLOAD_PART).part(2).once().stallInBody());
		CompletableFuture<List<UploadOutcome>> run = OwnThread.supply(this.night::run);
		this.night.s3().awaitRequest(Op.UPLOAD_PART, 2, Duration.ofMinutes(1));
		meanwhile.run();
		postgres.server()
			.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()");
		held.release();

		assertThat(run.join())
			.allSatisfy((outcome) -> assertThat(outcome.result()).isNotEqualTo(UploadOutcome.Result.DELIVERED));
		assertThat(this.night.s3().openUploads()).hasSize(1);
	}

}
