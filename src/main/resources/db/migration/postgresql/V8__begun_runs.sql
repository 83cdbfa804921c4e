-- Runs that have begun and have not come to their end: a kill leaves the row, the next run of the definition takes it away.
-- One that broke off by itself has ENDED, and why.
CREATE TABLE BEGUN_RUN (
	DEFINITION VARCHAR(8000) NOT NULL,
	COMMAND VARCHAR(50) NOT NULL,
	BEGUN TIMESTAMP NOT NULL,
	ENDED TIMESTAMP,
	MESSAGE TEXT,
	PRIMARY KEY (DEFINITION, COMMAND)
);

-- Whether nothing was found in the folders of the definition.
ALTER TABLE LAST_RUN ADD COLUMN IF NOT EXISTS WITHOUT_FILES INTEGER DEFAULT 0 NOT NULL;

-- Which files failed, the first thousand of them: so that it can be told which have been delivered since.
CREATE TABLE LAST_RUN_FAILED (
	DEFINITION VARCHAR(8000) NOT NULL,
	COMMAND VARCHAR(50) NOT NULL,
	PLACE INTEGER NOT NULL,
	JOB_INSTANCE_ID BIGINT NOT NULL,
	FILE TEXT NOT NULL,
	PRIMARY KEY (DEFINITION, COMMAND, PLACE),
	FOREIGN KEY (DEFINITION, COMMAND) REFERENCES LAST_RUN (DEFINITION, COMMAND) ON DELETE CASCADE
);
