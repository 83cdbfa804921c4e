-- What lies in the store of earlier versions of files, under other keys than the last one's: the
-- keys are theirs while the file is there, and while the history tells of them. Apart from
-- DELIVERED_FILE, where what is asked for each file must not grow with its versions.
CREATE TABLE EARLIER_OBJECT (
	JOB_INSTANCE_ID BIGINT NOT NULL PRIMARY KEY,
	FILE VARCHAR(8000) NOT NULL,
	DESTINATION VARCHAR(8000) NOT NULL,
	OBJECT_KEY VARCHAR(8000) NOT NULL
);
CREATE INDEX EARLIER_OBJECT_KEY ON EARLIER_OBJECT USING HASH (OBJECT_KEY);
