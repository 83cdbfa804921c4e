package dev.longhaul.repository;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.flywaydb.core.api.MigrationVersion;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TablesTest {

	private final JDBCDataSource database = new JDBCDataSource();

	private final JdbcClient jdbc = JdbcClient.create(this.database);

	TablesTest() {
		this.database.setUrl("jdbc:hsqldb:mem:" + UUID.randomUUID());
	}

	@ParameterizedTest
	@EnumSource
	void the_newest_migration_is_known_by_name(Tables tables) throws IOException {
		Resource[] migrations = new PathMatchingResourcePatternResolver()
			.getResources("classpath:" + tables.location() + "/*.sql");

		assertThat(Arrays.stream(migrations)
			.map((file) -> Objects.requireNonNull(file.getFilename()))
			.max(Comparator.comparing(TablesTest::version))).contains(tables.newest());
	}

	private static MigrationVersion version(String file) {
		return MigrationVersion.fromVersion(file.substring(1, file.indexOf("__")));
	}

	@Test
	void tables_that_are_current_are_left_alone() {
		Tables.HSQLDB.require(this.database);
		this.jdbc.sql("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'").update();

		Tables.HSQLDB.require(this.database); // Flyway would complain of the checksum

		failed(Tables.HSQLDB.newest());
		assertThatThrownBy(() -> Tables.HSQLDB.require(this.database)).hasMessageContaining("checksum");
	}

	@Test
	void a_database_that_cannot_be_opened_is_tried_once() {
		AtomicInteger tries = new AtomicInteger();
		DataSource torn = new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				throw new SQLException("torn, " + tries.incrementAndGet());
			}

			@Override
			public Connection getConnection(String user, String password) throws SQLException {
				return getConnection();
			}

		};

		assertThatThrownBy(() -> Tables.HSQLDB.require(torn)).hasRootCauseMessage("torn, 1");
		assertThat(tries).hasValue(1);
	}

	@Test
	void a_migration_that_failed_is_run_again() {
		Tables.HSQLDB.require(this.database);
		failed(Tables.HSQLDB.newest());

		Tables.HSQLDB.require(this.database);

		assertThat(this.jdbc.sql("select \"success\" from \"flyway_schema_history\"").query(Boolean.class).list())
			.isNotEmpty()
			.containsOnly(true);
	}

	private void failed(String script) {
		this.jdbc.sql("update \"flyway_schema_history\" set \"success\" = false where \"script\" = ?")
			.param(script)
			.update();
	}

}
