-- Rebuilds that have not come to each file of their definition: until a run has, each looks in the store before it sends.
CREATE CACHED TABLE IF NOT EXISTS BEGUN_REBUILD (
	DEFINITION VARCHAR(8000) NOT NULL PRIMARY KEY,
	BEGUN TIMESTAMP(9) NOT NULL
);
