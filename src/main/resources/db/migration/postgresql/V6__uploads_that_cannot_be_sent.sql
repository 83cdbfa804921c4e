-- The upload of each line of DOING, in their order: a file may be on its way to two stores, and a worker without the key
-- of one of them only.
ALTER TABLE NODE ADD COLUMN DOING_UPLOADS BIGINT[] NOT NULL DEFAULT '{}';
