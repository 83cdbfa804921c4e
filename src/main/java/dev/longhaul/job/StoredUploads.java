package dev.longhaul.job;

/**
 * Conditions on the tables of Spring Batch that several packages ask by.
 */
public final class StoredUploads {

	private static final String UNFINISHED_STATUS = "'STARTING', 'STARTED', 'STOPPING', 'STOPPED', 'FAILED', 'UNKNOWN'";

	/**
	 * On an execution {@code e}: the last one of an upload that is neither delivered nor
	 * given up. HSQLDB finds by its index what a status is, and walks through the history
	 * for what it is not; asked for each whether a later one exists, an upload that
	 * failed some thousand times takes a minute.
	 */
	public static final String UNFINISHED = """
			e.STATUS in (%1$s) and e.JOB_EXECUTION_ID in (
				select max(JOB_EXECUTION_ID) from BATCH_JOB_EXECUTION
				where JOB_INSTANCE_ID in (select JOB_INSTANCE_ID from BATCH_JOB_EXECUTION where STATUS in (%1$s))
				group by JOB_INSTANCE_ID)""".formatted(UNFINISHED_STATUS);

	private StoredUploads() {
	}

}
