package dev.longhaul;

import javax.sql.DataSource;

import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.repository.postgres.PostgresClaims;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Makes the beans of a session whose repository is in PostgreSQL.
 */
@Configuration(proxyBeanMethods = false)
class PostgresWiring {

	@Bean({ "transactionManager", "stepTransactions" })
	PlatformTransactionManager transactionManager(DataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
	}

	/** PostgreSQL's autovacuum looks after the room. */
	@Bean
	RepositoryCare repositoryCare(PostgresClaims claims, StopSwitch stop) {
		// another process may take up the uploads: nothing of this one may go on
		claims.whenLost(stop::cut);
		return new RepositoryCare(claims::requireHeld, () -> {
		}, claims);
	}

	@Bean
	NodeRegistry nodeRegistry(JdbcClient jdbc, Role role) {
		return new NodeRegistry(jdbc, role.self());
	}

}
