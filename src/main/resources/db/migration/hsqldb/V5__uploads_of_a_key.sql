-- sweep asks for the uploads of a key, show for those of a file: without an index for each of them
-- all parameters of the history were read. PostgreSQL has had one from the beginning.
CREATE INDEX IF NOT EXISTS BATCH_JOB_EXECUTION_PARAMS_VALUE ON BATCH_JOB_EXECUTION_PARAMS (PARAMETER_VALUE);
