package dev.longhaul.report;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that a repository may be without: a home of an earlier build is read before the
 * first run changes its tables over, and who works with it only one in PostgreSQL knows.
 */
enum LaterTable {

	DELIVERED_FILE, LAST_RUN_FAILURE, LAST_RUN_FAILED, NODE;

	private static final String IS_THERE = """
			select count(*) from INFORMATION_SCHEMA.TABLES where upper(TABLE_NAME) = ?
				and upper(TABLE_SCHEMA) = upper(current_schema)""";

	boolean isIn(JdbcClient jdbc) {
		return jdbc.sql(IS_THERE).param(name()).query(Integer.class).single() > 0;
	}

}
