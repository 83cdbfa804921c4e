package dev.longhaul.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.longhaul.definition.Definitions;
import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.definition.JobDefinition;
import dev.longhaul.definition.JobDefinitions;
import dev.longhaul.history.UploadHistory;
import dev.longhaul.job.UploadIdentity;
import dev.longhaul.source.SourceFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line of an end whose file lies on a mount that hangs.
 */
@Timeout(60)
class EndSequelsTest {

	private final CountDownLatch server = new CountDownLatch(1);

	private final AtomicInteger asked = new AtomicInteger();

	@AfterEach
	void answer() {
		this.server.countDown();
	}

	@Test
	void a_file_that_does_not_answer_holds_no_end_up_and_costs_one_thread_with_all_others_of_its_definition(
			@TempDir Path folder) throws IOException {
		Path file = Files.createFile(folder.resolve("a"));
		Files.writeString(folder.resolve("dumps.yml"), """
				source: {directory: "%s"}
				destination: {bucket: vault, region: eu-west-1}
				""".formatted(folder));
		JobDefinition definition = new JobDefinitions(folder, Path.of(""), new StandardEnvironment())
			.select(List.of("dumps"))
			.get(0);
		UploadIdentity ended = UploadIdentity.of(definition, SourceFile.of(file));
		EndSequels sequels = new EndSequels(history(definition), this::hang, Duration.ofMillis(50));

		assertThat(List.of(sequels.after(ended), sequels.after(ended)))
			.containsOnly("what the next run does with the file cannot be told, for it does not answer");

		assertThat(this.asked).hasValue(1);
	}

	private SourceFile hang(Path file) {
		this.asked.incrementAndGet();
		try {
			this.server.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return SourceFile.of(file);
	}

	private static UploadHistory history(JobDefinition definition) {
		return new UploadHistory(new ResourcelessJobRepository(), JdbcClient.create(new DriverManagerDataSource()),
				TransactionOperations.withoutTransaction(), TransactionOperations.withoutTransaction(),
				new DefinitionsInUse(new Definitions(List.of(definition))));
	}

}
