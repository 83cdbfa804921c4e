package dev.longhaul;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.apache.commons.dbcp2.BasicDataSource;
import dev.longhaul.launch.SharedClaims;
import dev.longhaul.repository.CheckedTransactions;
import dev.longhaul.repository.HomeLock;
import dev.longhaul.repository.LostWrites;
import dev.longhaul.repository.RepositoryServer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Makes the beans of a session whose repository is in the home.
 */
@Configuration(proxyBeanMethods = false)
class EmbeddedWiring {

	@Bean
	PlatformTransactionManager transactionManager(DataSource dataSource, LostWrites writes) {
		return new CheckedTransactions(dataSource, writes);
	}

	/** Begins when the tables are there. */
	@Bean
	RepositoryServer repositoryServer(HomeLock lock, DataSource dataSource, FlywayMigrationInitializer migrated,
			LostWrites writes) throws SQLException {
		return RepositoryServer.start(lock, dataSource.unwrap(BasicDataSource.class), writes);
	}

	@Bean
	RepositoryCare repositoryCare(LostWrites writes, JdbcClient jdbc) {
		return new RepositoryCare(writes::requireNone, () -> jdbc.sql("CHECKPOINT").update(), SharedClaims.NONE);
	}

}
