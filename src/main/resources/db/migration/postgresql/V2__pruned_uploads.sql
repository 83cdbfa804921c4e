-- What prune leaves of a delivered upload: enough to know the file again. JOB_KEY is that of
-- its first attempt.
CREATE TABLE PRUNED_UPLOAD (
	JOB_INSTANCE_ID BIGINT NOT NULL PRIMARY KEY,
	JOB_KEY VARCHAR(32) NOT NULL,
	DEFINITION VARCHAR(8000) NOT NULL,
	FILE VARCHAR(8000) NOT NULL,
	DESTINATION VARCHAR(8000) NOT NULL,
	DELIVERED TIMESTAMP NOT NULL
);

-- a process that has been up for long asks for what another machine has pruned
CREATE INDEX PRUNED_UPLOAD_KEY ON PRUNED_UPLOAD (JOB_KEY);
