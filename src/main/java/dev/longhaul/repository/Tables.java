package dev.longhaul.repository;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The repository's tables as this version needs them. Flyway makes them at the first
 * start, brings those of an older Longhaul up to date and refuses those of a newer one.
 */
final class Tables {

	private Tables() {
	}

	static FluentConfiguration ofHome(DataSource database) {
		return of("hsqldb", database);
	}

	static FluentConfiguration ofPostgres(DataSource database) {
		return of("postgresql", database);
	}

	private static FluentConfiguration of(String vendor, DataSource database) {
		return Flyway.configure()
			.dataSource(database)
			.locations("classpath:db/migration/" + vendor)
			// not *:future, Flyway's default: a repository from a newer Longhaul is
			// refused
			.ignoreMigrationPatterns("*:ignored");
	}

}
