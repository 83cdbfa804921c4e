package dev.longhaul;

import javax.sql.DataSource;

import dev.longhaul.repository.SharedClaims;
import dev.longhaul.repository.home.CheckedTransactions;
import dev.longhaul.repository.home.Compaction;
import dev.longhaul.repository.home.HomeLock;
import dev.longhaul.repository.home.LostWrites;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Makes the beans of a session whose repository is in the home.
 */
@Configuration(proxyBeanMethods = false)
class EmbeddedWiring {

	/** Of what a restart finds out again: which jobs and steps have begun and ended. */
	@Bean
	@Primary
	PlatformTransactionManager transactionManager(DataSource dataSource, LostWrites writes) {
		return CheckedTransactions.unsynced(dataSource, writes);
	}

	@Bean
	PlatformTransactionManager stepTransactions(DataSource dataSource, LostWrites writes) {
		return CheckedTransactions.synced(dataSource, writes);
	}

	@Bean
	RepositoryCare repositoryCare(HomeLock lock, LostWrites writes, JdbcClient jdbc) {
		return new RepositoryCare(writes::requireNone, new Compaction(lock.home(), jdbc), SharedClaims.NONE);
	}

}
