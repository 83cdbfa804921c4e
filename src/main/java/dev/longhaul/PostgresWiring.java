package dev.longhaul;

import java.util.Optional;

import javax.sql.DataSource;

import dev.longhaul.cluster.NodeRegistry;
import dev.longhaul.job.StopSwitch;
import dev.longhaul.launch.RunClaims.Claimed;
import dev.longhaul.launch.SharedClaims;
import dev.longhaul.repository.postgres.PostgresClaims;
import dev.longhaul.repository.postgres.PostgresLease;
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
		}, shared(claims));
	}

	@Bean
	NodeRegistry nodeRegistry(JdbcClient jdbc, Role role) {
		return new NodeRegistry(jdbc, role.self());
	}

	private static SharedClaims shared(PostgresClaims claims) {
		return new SharedClaims() {

			@Override
			public Optional<Claimed> take(String... names) {
				return claims.take(names).map((held) -> held::close);
			}

			@Override
			public Optional<String> holder(String name) {
				return claims.holder(name);
			}

			@Override
			public void requireHeld() {
				claims.requireHeldAsOfNow();
			}

			@Override
			public Optional<String> sender(String name) {
				return claims.holder(PostgresLease.sending(name));
			}
		};
	}

}
