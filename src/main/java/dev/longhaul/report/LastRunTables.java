package dev.longhaul.report;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What there is of the tables of the last runs: those of earlier builds tell less of
 * them.
 */
record LastRunTables(JdbcClient jdbc) {

	/** Whether they tell of runs at all. */
	boolean areThere() {
		return LaterTable.LAST_RUN_FAILURE.isIn(this.jdbc);
	}

	/** Whether they tell of beginnings too, and which files failed. */
	boolean areCurrent() {
		return LaterTable.LAST_RUN_FAILED.isIn(this.jdbc);
	}

}
