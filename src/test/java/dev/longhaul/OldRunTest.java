package dev.longhaul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.longhaul.checksum.ChecksumAlgorithm;
import dev.longhaul.cli.Engine;
import dev.longhaul.cli.RunSession;
import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.UploadOutcome;
import dev.longhaul.history.UploadOutcome.Result;
import dev.longhaul.part.Part;
import dev.longhaul.report.ExecutionView;
import dev.longhaul.report.UploadReports;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.source.FileSlice;
import dev.longhaul.source.SourceFile;
import dev.longhaul.store.ObjectStore;
import dev.longhaul.store.ObjectStores;
import dev.longhaul.store.PartBody;
import dev.longhaul.store.RequestTerms;
import dev.longhaul.store.Specs;
import dev.longhaul.store.Upload;
import dev.longhaul.store.UploadedPart;
import dev.longhaul.store.s3.S3ObjectStores;
import dev.longhaul.stub.AccessKeys;
import dev.longhaul.stub.Op;
import dev.longhaul.stub.StrictS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run that Longhaul 0.1 left unfinished, written down literally: every later version
 * must finish it. If this test fails, what a restart reads has changed; change it back.
 */
@ExtendWith(AccessKeys.class)
class OldRunTest {

	private static final int PART = 5 << 20;

	private static final Instant MODIFIED = Instant.parse("2026-02-03T04:05:06.789Z");

	private static final String KEY_OF_LAST = """
			select PARAMETER_VALUE from BATCH_JOB_EXECUTION_PARAMS where PARAMETER_NAME = 'key'
			and JOB_EXECUTION_ID = (select max(JOB_EXECUTION_ID) from BATCH_JOB_EXECUTION)""";

	private final StrictS3 s3 = StrictS3.start().createBucket("vault");

	@TempDir
	private Path folder;

	@AfterEach
	void close() {
		this.s3.close();
	}

	@Test
	void is_finished_with_the_missing_parts_only() throws Exception {
		Path file = file();
		Definitions known = definitions();
		DefinitionsInUse definitions = new DefinitionsInUse(known);
		List<UploadedPart> stored = sendFirstParts(file, definitions);
		Home home = new Home(this.folder.resolve("home"));
		try (HomeLock lock = HomeLock.take(home, Claim.atOnce("test"), Clock.systemUTC());
				ConfigurableApplicationContext context = BootSessions.start(new EmbeddedPlace(home), lock, definitions,
						Role.alone("test"), LocalTime.leave())) {
			leaveUnfinished(context.getBean(JobRepository.class), file, stored);

			RunSession session = new RunSession(known, context.getBean(Engine.class), false, () -> {
			});
			List<UploadOutcome> outcomes = Runs.of(session);

			assertThat(outcomes).singleElement().satisfies((outcome) -> {
				assertThat(outcome.result()).as("%s", outcome).isEqualTo(Result.RESUMED);
				assertThat(outcome.key()).isEqualTo("as/it/was");
			});
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			// what a watch and a rebuild look up is the key that the object has
			assertThat(jdbc.sql(KEY_OF_LAST).query(String.class).list()).containsExactly("as/it/was");
			UploadReports reports = new UploadReports(jdbc, (claim, created) -> true, Clock.systemUTC());
			assertThat(reports.executions(reports.upload(outcomes.get(0).upload()).orElseThrow()))
				.extracting(ExecutionView::killed)
				.containsExactly(true, false);
		}
		assertThat(this.s3.requests(Op.UPLOAD_PART)).extracting((request) -> request.partNumber())
			.containsExactlyInAnyOrder(1, 2, 3, 4);
		assertThat(this.s3.object("vault", "as/it/was").mismatch(file)).isEqualTo(-1);
	}

	private Path file() throws IOException {
		byte[] bytes = new byte[3 * PART + 1];
		new Random(7).nextBytes(bytes);
		Path file = Files.createDirectories(this.folder.resolve("files")).resolve("old.bin");
		Files.write(file, bytes);
		Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
		return file;
	}

	private Definitions definitions() throws IOException {
		Files.writeString(this.folder.resolve("old.yml"), """
				source: {directory: "%s", settle: 0s}
				destination: {bucket: vault, key: "new/{path}", endpoint: "%s", store: generic}
				""".formatted(this.folder.resolve("files"), this.s3.endpoint()));
		return new Definitions(
				new JobDefinitions(this.folder, Path.of(""), new StandardEnvironment()).select(List.of("old")));
	}

	private List<UploadedPart> sendFirstParts(Path file, DefinitionsInUse definitions) {
		try (ObjectStores stores = new S3ObjectStores(2)) {
			ObjectStore store = stores.at(definitions.get("old").destination().address(), RequestTerms.NONE);
			Upload upload = store.create(Specs.of("as/it/was", Map.of("longhaul-upload", "the-marker"))).upload();
			return List.of(new Part(1, 0, PART), new Part(2, PART, PART)).stream().map((part) -> {
				FileSlice slice = new FileSlice(SourceFile.of(file), part);
				return store.send(upload, new PartBody(part, slice.checksum(ChecksumAlgorithm.MD5), slice::open));
			}).toList();
		}
	}

	/** Part 1 is checkpointed, part 2 was on its way, ranges 3 and 4 were not begun. */
	private void leaveUnfinished(JobRepository repository, Path file, List<UploadedPart> stored) {
		JobParameters parameters = new JobParametersBuilder().addString("definition", "old")
			.addString("file", file.toString())
			.addLong("size", 3L * PART + 1)
			.addString("modified", "2026-02-03T04:05:06.789Z")
			.addString("destination", this.s3.endpoint() + "/vault")
			.addLong("attempt", 1L)
			.addString("key", "as/it/was", false)
			.toJobParameters();
		ExecutionContext context = new ExecutionContext();
		context.putString("key", "as/it/was");
		context.putString("marker", "the-marker");
		context.putString("file-key", SourceFile.of(file).fileKey());
		context.putLong("part-size", PART);
		context.putLong("range-length", 1);
		context.putString("intent", "2026-02-03T05:00:00Z");
		context.putString("upload-id", this.s3.openUploads().get(0).uploadId());
		JobInstance instance = repository.createJobInstance("upload", parameters);
		JobExecution execution = repository.createJobExecution(instance, parameters, context);
		execution.setStatus(BatchStatus.STARTED);
		repository.update(execution);
		range(repository, execution, 1, BatchStatus.COMPLETED, "1 " + stored.get(0).etag());
		range(repository, execution, 2, BatchStatus.STARTED, "");
	}

	private static void range(JobRepository repository, JobExecution execution, int number, BatchStatus status,
			String parts) {
		StepExecution step = repository.createStepExecution("range:parts-0000" + number, execution);
		step.getExecutionContext().putLong("first", number);
		step.getExecutionContext().putLong("last", number);
		if (!parts.isEmpty()) {
			step.getExecutionContext().putString("parts", parts);
		}
		step.setStatus(status);
		repository.update(step);
		repository.updateExecutionContext(step);
	}

}
