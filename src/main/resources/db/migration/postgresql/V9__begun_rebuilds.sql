-- Rebuilds that have not come to each file of their definition: until a run has, each looks in the store before it sends.
CREATE TABLE BEGUN_REBUILD (
	DEFINITION VARCHAR(8000) NOT NULL PRIMARY KEY,
	BEGUN TIMESTAMP NOT NULL
);
