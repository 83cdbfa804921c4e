-- What prune leaves of a delivered upload: enough to know the file again. JOB_KEY is that of
-- its first attempt.
CREATE TABLE IF NOT EXISTS PRUNED_UPLOAD (
	JOB_INSTANCE_ID BIGINT NOT NULL PRIMARY KEY,
	JOB_KEY VARCHAR(32) NOT NULL,
	FILE VARCHAR(8000) NOT NULL,
	DELIVERED TIMESTAMP(9) NOT NULL
);
