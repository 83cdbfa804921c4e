package dev.longhaul;

import javax.sql.DataSource;

import dev.longhaul.cluster.FencedRepository;
import dev.longhaul.job.SparingRepository;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Batch and its repository. Boot would configure it by settings that Longhaul does
 * not leave open, and takes a twentieth of the start to read its own configuration.
 */
@Configuration(proxyBeanMethods = false)
class BatchWiring extends JdbcDefaultBatchConfiguration {

	private final DataSource dataSource;

	private final PlatformTransactionManager transactions;

	private final Role role;

	BatchWiring(DataSource dataSource, PlatformTransactionManager transactions, Role role) {
		this.dataSource = dataSource;
		this.transactions = transactions;
		this.role = role;
	}

	/**
	 * A worker writes every status at once: the manager reads from it whether a range has
	 * begun.
	 */
	@Bean
	@Override
	public JobRepository jobRepository() {
		JobRepository repository = super.jobRepository();
		TransactionOperations own = new TransactionTemplate(this.transactions);
		return this.role.isWorker()
				? FencedRepository.around(repository, JdbcClient.create(this.dataSource), own, this.role.self().name())
				: SparingRepository.before(repository, own);
	}

	/** With SERIALIZABLE half of the jobs that are begun together would fail. */
	@Override
	protected Isolation getIsolationLevelForCreate() {
		return Isolation.READ_COMMITTED;
	}

	/**
	 * A context is an interface between versions: the serializer is chosen once and for
	 * all.
	 */
	@Override
	protected ExecutionContextSerializer getExecutionContextSerializer() {
		return new JacksonExecutionContextStringSerializer();
	}

	@Override
	protected DataSource getDataSource() {
		return this.dataSource;
	}

	@Override
	protected PlatformTransactionManager getTransactionManager() {
		return this.transactions;
	}

}
