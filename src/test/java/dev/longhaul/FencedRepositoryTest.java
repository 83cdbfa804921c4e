package dev.longhaul;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

import dev.longhaul.definition.DefinitionsInUse;
import dev.longhaul.repository.home.Claim;
import dev.longhaul.repository.home.Home;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.repository.postgres.PostgresAccess;
import dev.longhaul.source.SourceFile;
import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import dev.longhaul.upload.Cure;
import dev.longhaul.upload.FailedElsewhere;
import dev.longhaul.upload.UploadFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a worker writes of its ranges, in a real PostgreSQL.
 */
class FencedRepositoryTest {

	private static final String RANGE = "range:parts-00001";

	private static final String WATCH = """
			create table SEEN (STATUS varchar);
			create function see() returns trigger language plpgsql as $$
			begin
				insert into SEEN
					select new.STATUS || case when SHORT_CONTEXT like '%failure-cure%' then ', with a reason' else '' end
					from BATCH_STEP_EXECUTION_CONTEXT where STEP_EXECUTION_ID = new.STEP_EXECUTION_ID;
				return null;
			end $$;
			create trigger see after update on BATCH_STEP_EXECUTION for each row execute function see()""";

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	private final Path folder;

	FencedRepositoryTest(@TempDir Path folder) {
		this.folder = folder;
	}

	@Test
	void a_frozen_workers_old_checkpoint_does_not_take_the_place_of_the_new_one() {
		asWorker((repository, context) -> {
			long range = range(repository).getId();
			StepExecution frozen = read(repository, range);
			StepExecution owner = read(repository, range);
			repository.update(owner);
			owner.getExecutionContext().putString("parts", "new");
			repository.updateExecutionContext(owner);

			frozen.getExecutionContext().putString("parts", "old");
			assertThatThrownBy(() -> repository.updateExecutionContext(frozen))
				.isInstanceOf(OptimisticLockingFailureException.class);
			assertThatThrownBy(() -> repository.update(frozen)).isInstanceOf(OptimisticLockingFailureException.class);

			assertThat(read(repository, range).getExecutionContext().getString("parts")).isEqualTo("new");
		});
	}

	@Test
	void a_range_that_failed_is_never_seen_without_its_reason() {
		assertThat(seenWhen((contribution, chunk) -> {
			throw new FailedElsewhere(new UploadFailure(Cure.PERSON, "the store refuses it"));
		})).contains("FAILED, with a reason").doesNotContain("FAILED");
	}

	@Test
	void a_range_that_is_given_back_is_never_seen_as_one_that_failed() {
		assertThat(seenWhen((contribution, chunk) -> {
			SourceFile.of(this.folder.resolve("gone"));
			return null;
		})).endsWith("STARTING").noneMatch((status) -> status.startsWith("FAILED"));
	}

	/** Each status that was committed of a range of which this came. */
	private List<String> seenWhen(Tasklet tasklet) {
		List<String> seen = new ArrayList<>();
		asWorker((repository, context) -> {
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			jdbc.sql(WATCH).update();
			Step step = new StepBuilder(RANGE, repository)
				.tasklet(tasklet, context.getBean(PlatformTransactionManager.class))
				.build();
			try {
				step.execute(range(repository));
			}
			catch (JobInterruptedException ex) {
				throw new AssertionError(ex);
			}
			seen.addAll(jdbc.sql("select STATUS from SEEN").query(String.class).list());
		});
		return seen;
	}

	private void asWorker(BiConsumer<JobRepository, ApplicationContext> work) {
		PostgresPlace place = new PostgresPlace(
				new PostgresAccess(postgres.server().url(), PostgresServer.USER, PostgresServer.PASSWORD),
				new Home(this.folder.resolve("home")));
		// does nothing by itself
		try (HomeLock lock = place.lock(Claim.atOnce("worker"));
				ConfigurableApplicationContext context = BootSessions.start(place, lock, DefinitionsInUse.ofWorker(1),
						Role.worker("a", 1, NightWorkers.definitions(this.folder)), LocalTime.leave())) {
			work.accept(context.getBean(JobRepository.class), context);
		}
	}

	private static StepExecution range(JobRepository repository) {
		JobExecution run = repository.createJobExecution(repository.createJobInstance("upload", new JobParameters()),
				new JobParameters(), new ExecutionContext());
		return repository.createStepExecution(RANGE, run);
	}

	private static StepExecution read(JobRepository repository, long step) {
		return Objects.requireNonNull(repository.getStepExecution(step));
	}

}
