package dev.longhaul.cluster;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.longhaul.stub.FreshPostgres;
import dev.longhaul.stub.PostgresServer;
import org.aopalliance.intercept.MethodInterceptor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** How a manager closes ranges that workers are at. */
class RangeLedgerTest {

	@RegisterExtension
	static final FreshPostgres postgres = new FreshPostgres();

	private JdbcClient jdbc;

	private JobRepository repository;

	@BeforeEach
	void begin() throws Exception {
		DriverManagerDataSource source = new DriverManagerDataSource(postgres.server().url(), PostgresServer.USER,
				PostgresServer.PASSWORD);
		Flyway.configure().dataSource(source).locations("classpath:db/migration/postgresql").load().migrate();
		this.jdbc = JdbcClient.create(source);
		JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
		factory.setDataSource(source);
		factory.setTransactionManager(new JdbcTransactionManager(source));
		factory.afterPropertiesSet();
		this.repository = Objects.requireNonNull(factory.getObject());
	}

	@Test
	void a_range_that_its_worker_completes_meanwhile_stays_complete() {
		JobExecution run = this.repository.createJobExecution(
				this.repository.createJobInstance("upload", new JobParameters()), new JobParameters(),
				new ExecutionContext());
		StepExecution mine = begun("range:parts-00001", run);
		StepExecution other = begun("range:parts-00041", run);
		AtomicBoolean first = new AtomicBoolean(true);
		JobRepository beside = beside((call) -> {
			Object answer = call.proceed();
			if (call.getMethod().getName().equals("getStepExecution") && first.getAndSet(false)) {
				this.jdbc
					.sql("update BATCH_STEP_EXECUTION set STATUS = 'COMPLETED', VERSION = VERSION + 1"
							+ " where STEP_EXECUTION_ID = ?")
					.param(((StepExecution) Objects.requireNonNull(answer)).getId())
					.update();
			}
			return answer;
		});

		new RangeLedger(beside, this.jdbc, run).close(() -> true);

		assertThat(new BatchStatus[] { status(mine), status(other) }).containsExactlyInAnyOrder(BatchStatus.COMPLETED,
				BatchStatus.FAILED);
	}

	private StepExecution begun(String name, JobExecution run) {
		StepExecution range = this.repository.createStepExecution(name, run);
		range.setStatus(BatchStatus.STARTED);
		this.repository.update(range);
		return range;
	}

	private BatchStatus status(StepExecution range) {
		return Objects.requireNonNull(this.repository.getStepExecution(range.getId())).getStatus();
	}

	/** The repository, with something done at its calls. */
	private JobRepository beside(MethodInterceptor work) {
		ProxyFactory proxy = new ProxyFactory(JobRepository.class, work);
		proxy.setTarget(this.repository);
		return (JobRepository) proxy.getProxy();
	}

}
