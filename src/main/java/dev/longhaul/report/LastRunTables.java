package dev.longhaul.report;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What there is of the tables of the last runs: a home of an earlier build is read before
 * the first run changes its tables over.
 */
record LastRunTables(JdbcClient jdbc) {

	private static final String IS_THERE = """
			select count(*) from INFORMATION_SCHEMA.TABLES where upper(TABLE_NAME) = ?
				and upper(TABLE_SCHEMA) = upper(current_schema)""";

	/** Whether they tell of runs at all. */
	boolean areThere() {
		return isThere("LAST_RUN_FAILURE");
	}

	/** Whether they tell of beginnings too, and which files failed. */
	boolean areCurrent() {
		return isThere("LAST_RUN_FAILED");
	}

	private boolean isThere(String table) {
		return this.jdbc.sql(IS_THERE).param(table).query(Integer.class).single() > 0;
	}

}
